/** The resource Log. */
import type { Resource } from '../../operation';
import { search } from './search';

export const log: Resource = {
	value: 'log',
	name: 'Log',
	description: 'Search the collected logs',
	default: 'search',
	operations: [search],
};
