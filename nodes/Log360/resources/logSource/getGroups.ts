/** Log Source > Get Groups. */
import { listLogSourceGroups } from '../../methods/lists';
import type { Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { pagingProperties } from '../../parameters/paging';
import { accessOf } from '../shared/access';

export const getGroups: Operation = {
	value: 'getGroups',
	name: 'Get Groups',
	action: 'Get log source groups',
	description:
		'List the groups of log sources. API V1 has no such list, so there the groups are gathered from the log sources.',
	properties: [...pagingProperties, optionsCollection()],
	execute: async (run) => await listLogSourceGroups(accessOf(run)),
};
