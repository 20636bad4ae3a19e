/** The resource Ticket Notification. */
import type { Resource } from '../../operation';
import { disable } from './disable';

export const ticketNotification: Resource = {
	value: 'ticketNotification',
	name: 'Ticket Notification',
	description: 'Tickets that alert profiles raise in a ticketing tool',
	default: 'disable',
	operations: [disable],
};
