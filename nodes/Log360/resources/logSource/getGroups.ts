/** Log Source > Get Groups. */
import { simplifyLogSourceGroup } from '../../dialects/simplify';
import { listLogSourceGroups } from '../../methods/lists';
import type { Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { pagingProperties } from '../../parameters/paging';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { accessOf } from '../shared/access';

export const getGroups: Operation = {
	value: 'getGroups',
	name: 'Get Groups',
	action: 'Get log source groups',
	description:
		'List the groups of log sources. API V1 has no such list, so there the groups are gathered from the log sources.',
	properties: [...pagingProperties, simplifyProperty, optionsCollection()],
	execute: async (run) =>
		simplified(
			run.context,
			run.item,
			await listLogSourceGroups(accessOf(run)),
			simplifyLogSourceGroup,
		),
};
