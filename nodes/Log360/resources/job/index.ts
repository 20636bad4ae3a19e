/** The resource Job. */
import type { Resource } from '../../operation';
import { deleteOperation } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { getResults } from './getResults';
import { wait } from './wait';

export const job: Resource = {
	value: 'job',
	name: 'Job',
	description: 'Searches and alert retrievals in the background',
	default: 'getMany',
	operations: [deleteOperation, get, getMany, getResults, wait],
};
