/** Alert > Update Status. */
import { present } from '../../dialects/present';
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { statusOf, statusOptions } from '../../parameters/words';
import { parameterError } from '../../transport/errors';
import { changeAlert } from './changing';
import { EXTENSION } from '../shared/extension';
import { alertIdField } from './fields';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v2', 'update alerts');
	const note = String(context.getNodeParameter('note', item, '') ?? '').trim();
	return await changeAlert(run, present({ status: statusIn(run), note: note || undefined }));
}

function statusIn({ context, item }: ItemRun) {
	try {
		return statusOf(context.getNodeParameter('status', item));
	} catch (error) {
		throw parameterError(context.getNode(), error, item, 'Choose a status from the list.');
	}
}

export const updateStatus: Operation = {
	value: 'updateStatus',
	name: 'Update Status',
	action: 'Update the status of an alert',
	description: `Set an alert to open, in progress or closed, with a note why. ${EXTENSION}.`,
	properties: [
		alertIdField,
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: statusOptions,
			default: 'closed',
			description: 'How far the work is',
		},
		{
			displayName: 'Note',
			name: 'note',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			description: 'Why; kept in the history of the alert',
		},
		optionsCollection(dryRunOption),
	],
	execute,
};
