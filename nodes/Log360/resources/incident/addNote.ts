/** Incident > Add Note. */
import { addNote as addNoteCall } from '../../dialects/extension/incidents';
import { simplifyNote } from '../../dialects/simplify';
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { locatedId } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { EXTENSION } from '../shared/extension';
import { noteField, sendNote } from '../shared/note';
import { incidentField } from './fields';

async function execute(run: ItemRun) {
	run.client.need('v2', 'add notes to incidents');
	const incidentId = await locatedId(run, 'incident', 'incident');
	const note = await sendNote(run, (text) => addNoteCall(incidentId, text));
	return [{ incidentId, ...simplifyNote(note) }];
}

export const addNote: Operation = {
	value: 'addNote',
	name: 'Add Note',
	action: 'Add a note to an incident',
	description: `Add a note to an incident; with Log360 itself use Update and its field Note. ${EXTENSION}.`,
	properties: [
		incidentField,
		noteField('Asked the owner of the account'),
		optionsCollection(dryRunOption),
	],
	execute,
};
