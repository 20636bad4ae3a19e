/** The resource Log. */
import type { Resource } from '../../operation';
import { aggregate } from './aggregate';
import { checkQuery } from './checkQuery';
import { search } from './search';
import { searchAndWait } from './searchAndWait';
import { send } from './send';
import { startSearch } from './startSearch';

export const log: Resource = {
	value: 'log',
	name: 'Log',
	description: 'The collected logs',
	default: 'search',
	operations: [aggregate, checkQuery, search, searchAndWait, send, startSearch],
};
