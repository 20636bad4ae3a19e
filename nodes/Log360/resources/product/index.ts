/** The resource Product. */
import type { Resource } from '../../operation';
import { getDetails } from './getDetails';

export const product: Resource = {
	value: 'product',
	name: 'Product',
	description: 'The Log360 installation itself',
	default: 'getDetails',
	operations: [getDetails],
};
