/** What adding a note to an alert and to an incident have in common. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { payload } from '../../dialects/read';
import type { ItemRun } from '../../operation';
import { requiredText } from '../../parameters/locator';
import type { Call } from '../../transport/call';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';

/** @param example of a note */
export function noteField(example: string): INodeProperties {
	return {
		displayName: 'Note',
		name: 'noteText',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: `e.g. ${example}`,
		description: 'Text of the note',
	};
}

/**
 * Sends the note of an item.
 *
 * @param callFor makes the call of a text
 * @returns the note as the server keeps it
 * @throws NodeOperationError when the note is empty
 */
export async function sendNote(
	{ context, item, client }: ItemRun,
	callFor: (text: string) => Call,
): Promise<IDataObject> {
	const body = await client.send(callFor(requiredText(context, 'noteText', 'Note', item)));
	const inner = payload(body);
	const note = isObject(inner) ? inner : undefined;
	return understood(note, body, 'note', context.getNode(), item);
}
