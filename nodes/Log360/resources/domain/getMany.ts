/** Domain > Get Many. */
import { simplifyDomain } from '../../dialects/simplify';
import { listDomains } from '../../methods/lists';
import type { Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { pagingProperties } from '../../parameters/paging';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { accessOf } from '../shared/access';

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many domains',
	description: 'List the configured domains, whose names Add Windows needs (API V2 only)',
	properties: [...pagingProperties, simplifyProperty, optionsCollection()],
	execute: async (run) =>
		simplified(run.context, run.item, await listDomains(accessOf(run)), simplifyDomain),
};
