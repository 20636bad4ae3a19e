/** Log Type > Get Many. */
import { simplifyLogType } from '../../dialects/simplify';
import { listLogTypes } from '../../methods/lists';
import type { Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { pagingProperties } from '../../parameters/paging';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { accessOf } from '../shared/access';

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many log types',
	description: 'List the log types, such as Windows or Unix, whose IDs filter searches',
	properties: [...pagingProperties, simplifyProperty, optionsCollection()],
	execute: async (run) =>
		simplified(run.context, run.item, await listLogTypes(accessOf(run)), simplifyLogType),
};
