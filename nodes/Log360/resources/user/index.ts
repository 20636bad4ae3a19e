/** The resource User. */
import type { Resource } from '../../operation';
import { getMany } from './getMany';

export const user: Resource = {
	value: 'user',
	name: 'User',
	description: 'The people who work with the product',
	default: 'getMany',
	operations: [getMany],
};
