/** Alert > Add Note. */
import { addAlertNote } from '../../dialects/extension/alerts';
import { payload } from '../../dialects/read';
import { simplifyHistory } from '../../dialects/simplify';
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { requiredText } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';
import { alertIdField } from './fields';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'add notes to alerts');
	const alertId = requiredText(context, 'alertId', 'Alert ID', item);
	const text = requiredText(context, 'noteText', 'Note', item);
	const body = await client.send(addAlertNote(alertId, text));
	const inner = payload(body);
	const entry = isObject(inner) ? inner : undefined;
	const known = understood(entry, body, 'note', context.getNode(), item);
	return [{ alertId, ...simplifyHistory(known) }];
}

export const addNote: Operation = {
	value: 'addNote',
	name: 'Add Note',
	action: 'Add a note to an alert',
	description: `Add a note to the history of an alert. ${EXTENSION}.`,
	properties: [
		alertIdField,
		{
			displayName: 'Note',
			name: 'noteText',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			placeholder: 'e.g. Known scanner of the vulnerability team',
			description: 'Text of the note',
		},
		optionsCollection(dryRunOption),
	],
	execute,
};
