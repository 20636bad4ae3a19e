/** User > Get Many. */
import { simplifyUser } from '../../dialects/simplify';
import { listUsers } from '../../methods/lists';
import type { Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { pagingProperties } from '../../parameters/paging';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { accessOf } from '../shared/access';

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many users',
	description: 'List the users of the product, to whom incidents can be assigned (API V2 only)',
	properties: [...pagingProperties, simplifyProperty, optionsCollection()],
	execute: async (run) =>
		simplified(run.context, run.item, await listUsers(accessOf(run)), simplifyUser),
};
