/** Ticket Notification > Disable. */
import { disableNotification } from '../../dialects/v1/tickets';
import { payload } from '../../dialects/read';
import type { ItemRun, Operation } from '../../operation';
import { locatedId, locator, requiredText } from '../../parameters/locator';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { overridden, overridePathOption } from '../../parameters/overridePath';
import { isObject } from '../../transport/failure';
import { profileOfTicket } from '../incident/getProfileByTicket';
import { ticketField } from '../shared/ticketField';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v1', 'disable ticket notifications');
	const byTicket = context.getNodeParameter('identifyBy', item) === 'ticket';
	const profileId = byTicket
		? String(
				(await profileOfTicket(run, requiredText(context, 'ticketId', 'Ticket ID', item)))
					.profile_id,
			)
		: await locatedId(run, 'profile', 'alertProfile');
	const answer = payload(
		await client.send(overridden(context, item, disableNotification(profileId))),
	);
	return [{ profileId, disabled: true, ...(isObject(answer) ? answer : {}) }];
}

const profileField = locator(
	'Alert Profile',
	'profile',
	'alertProfile',
	'The alert profile that shall raise no more tickets',
);

export const disable: Operation = {
	value: 'disable',
	name: 'Disable',
	action: 'Disable the ticket notification of an alert profile',
	description:
		'Stop an alert profile from raising tickets. Needs API V1; with a V2 credential, its V1 Token.',
	properties: [
		{
			displayName: 'Identify By',
			name: 'identifyBy',
			type: 'options',
			options: [
				{ name: 'Alert Profile', value: 'profile' },
				{ name: 'Ticket', value: 'ticket', description: 'The alert profile that raised a ticket' },
			],
			default: 'profile',
		},
		// Not required, since n8n would ask for both whenever Identify By is an expression.
		{ ...profileField, required: false, displayOptions: { show: { identifyBy: ['profile'] } } },
		{ ...ticketField, required: false, displayOptions: { show: { identifyBy: ['ticket'] } } },
		optionsCollection(dryRunOption, overridePathOption('/RestAPI/v1/ticket/notification/disable')),
	],
	execute,
};
