/** The resource Log Field. */
import type { Resource } from '../../operation';
import { getMany } from './getMany';

export const logField: Resource = {
	value: 'logField',
	name: 'Log Field',
	description: 'Field names for search queries',
	default: 'getMany',
	operations: [getMany],
};
