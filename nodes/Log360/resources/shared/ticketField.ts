/** The field that names a ticket of a connected ticketing tool. */
import type { INodeProperties } from 'n8n-workflow';

export const ticketField: INodeProperties = {
	displayName: 'Ticket ID',
	name: 'ticketId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 33630',
	description:
		'ID of the ticket in the connected ticketing tool, such as ServiceDesk Plus or Jira. The ticket must have been raised by an alert of Log360.',
};
