/** Log Field > Get Many. */
import { simplifyLogField } from '../../dialects/simplify';
import { listLogFields } from '../../methods/lists';
import type { Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { pagingProperties } from '../../parameters/paging';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { accessOf } from '../shared/access';

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many log fields',
	description:
		'List the fields that search queries can use: the name for queries (such as EVENTID) and the display name (such as Event ID)',
	properties: [...pagingProperties, simplifyProperty, optionsCollection()],
	execute: async (run) =>
		simplified(run.context, run.item, await listLogFields(accessOf(run)), simplifyLogField),
};
