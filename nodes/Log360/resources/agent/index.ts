/** The resource Agent. */
import type { Resource } from '../../operation';
import { getMany } from './getMany';

export const agent: Resource = {
	value: 'agent',
	name: 'Agent',
	description: 'Agents that collect logs',
	default: 'getMany',
	operations: [getMany],
};
