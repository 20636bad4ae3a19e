/** Incident > Add Note. */
import { addNote as addNoteCall } from '../../dialects/extension/incidents';
import { payload } from '../../dialects/read';
import { simplifyNote } from '../../dialects/simplify';
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { locatedId, requiredText } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';
import { incidentField } from './fields';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'add notes to incidents');
	const incidentId = locatedId(context, 'incident', 'Incident', item);
	const text = requiredText(context, 'noteText', 'Note', item);
	const body = await client.send(addNoteCall(incidentId, text));
	const inner = payload(body);
	const note = isObject(inner) ? inner : undefined;
	return [{ incidentId, ...simplifyNote(understood(note, body, 'note', context.getNode(), item)) }];
}

export const addNote: Operation = {
	value: 'addNote',
	name: 'Add Note',
	action: 'Add a note to an incident',
	description: `Add a note to an incident; with Log360 itself use Update and its field Note. ${EXTENSION}.`,
	properties: [
		incidentField,
		{
			displayName: 'Note',
			name: 'noteText',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			placeholder: 'e.g. Asked the owner of the account',
			description: 'Text of the note',
		},
		optionsCollection(dryRunOption),
	],
	execute,
};
