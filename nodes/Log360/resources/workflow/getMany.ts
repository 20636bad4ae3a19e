/** Workflow > Get Many. */
import { simplifyWorkflow } from '../../dialects/simplify';
import { listWorkflows } from '../../methods/lists';
import type { Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { pagingProperties } from '../../parameters/paging';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { accessOf } from '../shared/access';

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many workflows',
	description:
		'List the incident workflows of Log360, such as Stop Service. Needs API V1; with a V2 credential, its V1 Token.',
	properties: [...pagingProperties, simplifyProperty, optionsCollection()],
	execute: async (run) => {
		const { context, item, client } = run;
		const found = await listWorkflows(accessOf(run));
		return simplified(context, item, found, simplifyWorkflow, client.consoleUrl());
	},
};
