/** The resource Alert Profile. */
import type { Resource } from '../../operation';
import { get } from './get';
import { getMany } from './getMany';

export const alertProfile: Resource = {
	value: 'alertProfile',
	name: 'Alert Profile',
	description: 'Rules that raise alerts',
	default: 'getMany',
	operations: [get, getMany],
};
