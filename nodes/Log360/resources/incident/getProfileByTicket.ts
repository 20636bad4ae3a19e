/** Incident > Get Alert Profile by Ticket. */
import type { IDataObject } from 'n8n-workflow';

import { payload } from '../../dialects/read';
import { alertProfileOfTicket } from '../../dialects/v1/tickets';
import type { ItemRun, Operation } from '../../operation';
import { requiredText } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';
import { ticketField } from '../shared/ticketField';

async function execute(run: ItemRun) {
	run.client.need('v1', 'get the alert profile of a ticket');
	const ticketId = requiredText(run.context, 'ticketId', 'Ticket ID', run.item);
	const answer = await profileOfTicket(run, ticketId);
	return [
		{ ticketId, profileId: String(answer.profile_id), profileName: answer.profile_name ?? null },
	];
}

/** The answer for a ticket; it has at least `profile_id`. */
export async function profileOfTicket(run: ItemRun, ticketId: string): Promise<IDataObject> {
	const body = await run.client.send(alertProfileOfTicket(ticketId));
	const answer = payload(body);
	const known = isObject(answer) && answer.profile_id !== undefined ? answer : undefined;
	return understood(known, body, 'profile_id', run.context.getNode(), run.item);
}

export const getProfileByTicket: Operation = {
	value: 'getProfileByTicket',
	name: 'Get Alert Profile by Ticket',
	action: 'Get the alert profile of a ticket',
	description:
		'Get the alert profile that raised a ticket. Needs API V1; with a V2 credential, its V1 Token.',
	properties: [ticketField, optionsCollection()],
	execute,
};
