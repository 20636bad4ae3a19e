/** Alert > Add Note. */
import { addAlertNote } from '../../dialects/extension/alerts';
import { simplifyHistory } from '../../dialects/simplify';
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { requiredText } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { EXTENSION } from '../shared/extension';
import { noteField, sendNote } from '../shared/note';
import { alertIdField } from './fields';

async function execute(run: ItemRun) {
	run.client.need('v2', 'add notes to alerts');
	const alertId = requiredText(run.context, 'alertId', 'Alert ID', run.item);
	const entry = await sendNote(run, (text) => addAlertNote(alertId, text));
	return [{ alertId, ...simplifyHistory(entry) }];
}

export const addNote: Operation = {
	value: 'addNote',
	name: 'Add Note',
	action: 'Add a note to an alert',
	description: `Add a note to the history of an alert. ${EXTENSION}.`,
	properties: [
		alertIdField,
		noteField('Known scanner of the vulnerability team'),
		optionsCollection(dryRunOption),
	],
	execute,
};
