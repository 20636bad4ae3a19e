/** The resource Report. */
import type { Resource } from '../../operation';
import { getCounts } from './getCounts';
import { getData } from './getData';
import { getProfiles } from './getProfiles';

export const report: Resource = {
	value: 'report',
	name: 'Report',
	description: 'Predefined and custom reports',
	default: 'getData',
	operations: [getCounts, getData, getProfiles],
};
