/** The resource Product. */
import type { Resource } from '../../operation';
import { getDetails } from './getDetails';
import { getTokenInfo } from './getTokenInfo';

export const product: Resource = {
	value: 'product',
	name: 'Product',
	description: 'The Log360 installation itself',
	default: 'getDetails',
	operations: [getDetails, getTokenInfo],
};
