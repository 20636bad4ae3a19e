/** The resource Report. */
import type { Resource } from '../../operation';
import { getData } from './getData';
import { getProfiles } from './getProfiles';

export const report: Resource = {
	value: 'report',
	name: 'Report',
	description: 'Predefined and custom reports',
	default: 'getData',
	operations: [getData, getProfiles],
};
