/** Incident > Sync by Ticket: hands the change of a ticket on to its incident. */
import { payload } from '../../dialects/read';
import { syncIncident } from '../../dialects/v1/tickets';
import type { ItemRun, Operation } from '../../operation';
import { requiredText } from '../../parameters/locator';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { isObject } from '../../transport/failure';
import { ticketField } from '../shared/ticketField';

async function execute({ context, item, client }: ItemRun) {
	client.need('v1', 'update the incident of a ticket');
	const ticketId = requiredText(context, 'ticketId', 'Ticket ID', item);
	const field = String(context.getNodeParameter('field', item)).trim().toUpperCase();
	const value = requiredText(context, 'value', 'Value', item);
	const answer = payload(await client.send(syncIncident(ticketId, field, value)));
	const message = isObject(answer) && typeof answer.message === 'string' ? answer.message : '';
	// The vendor answers with a sentence only; log360-server says in it when there was nothing to do.
	const updated = !/\bnothing was changed\b|\balready\b/i.test(message);
	return [{ ticketId, field, value, updated, ...(isObject(answer) ? answer : {}) }];
}

export const syncByTicket: Operation = {
	value: 'syncByTicket',
	name: 'Sync by Ticket',
	action: 'Sync an incident by ticket',
	description:
		'Set status or severity of the incident behind a ticket to the new value of the ticket. Needs API V1; with a V2 credential, its V1 Token.',
	properties: [
		ticketField,
		{
			displayName: 'Field',
			name: 'field',
			type: 'options',
			options: [
				{ name: 'Severity', value: 'SEVERITY' },
				{ name: 'Status', value: 'STATUS' },
			],
			default: 'STATUS',
			description: 'What changed in the ticket',
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Pending',
			description:
				'New value in the words of the ticketing tool; the ticketing tool configuration in Log360 maps it to its own',
		},
		optionsCollection(dryRunOption),
	],
	execute,
};
