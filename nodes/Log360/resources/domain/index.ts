/** The resource Domain. */
import type { Resource } from '../../operation';
import { getMany } from './getMany';

export const domain: Resource = {
	value: 'domain',
	name: 'Domain',
	description: 'Configured Windows domains',
	default: 'getMany',
	operations: [getMany],
};
