/** Log Source > Get Many. */
import { simplifyLogSource } from '../../dialects/simplify';
import { listLogSources } from '../../methods/lists';
import type { Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { pagingProperties } from '../../parameters/paging';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { accessOf } from '../shared/access';

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many log sources',
	description: 'List the log sources (devices) with their IDs, names, addresses and groups',
	properties: [...pagingProperties, simplifyProperty, optionsCollection()],
	execute: async (run) =>
		simplified(run.context, run.item, await listLogSources(accessOf(run)), simplifyLogSource),
};
