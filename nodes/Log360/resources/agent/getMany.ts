/** Agent > Get Many. */
import { simplifyAgent } from '../../dialects/simplify';
import { listAgents } from '../../methods/lists';
import type { Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { pagingProperties } from '../../parameters/paging';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { accessOf } from '../shared/access';

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many agents',
	description: 'List the agents that collect logs, with their IDs and status (API V2 only)',
	properties: [...pagingProperties, simplifyProperty, optionsCollection()],
	execute: async (run) =>
		simplified(run.context, run.item, await listAgents(accessOf(run)), simplifyAgent),
};
