/** Alert > Assign. */
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { changeAlert } from './changing';
import { EXTENSION } from '../shared/extension';
import { alertIdField } from './fields';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v2', 'update alerts');
	const assignee = String(context.getNodeParameter('assignee', item, '') ?? '').trim();
	return await changeAlert(run, { assignee: assignee === '' ? null : assignee });
}

export const assign: Operation = {
	value: 'assign',
	name: 'Assign',
	action: 'Assign an alert',
	description: `Give an alert to a user, or to nobody. ${EXTENSION}.`,
	properties: [
		alertIdField,
		{
			displayName: 'Assignee Name or ID',
			name: 'assignee',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getUsers' },
			default: '',
			description:
				'User who works on it; left empty, nobody. The ID is the user name. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		optionsCollection(dryRunOption),
	],
	execute,
};
