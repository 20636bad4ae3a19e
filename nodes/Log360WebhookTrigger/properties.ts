/** The parameters of the Log360 Webhook Trigger node. */
import type { INodeProperties } from 'n8n-workflow';

import { severitiesFilter } from '../Log360/parameters/words';

export const webhookProperties: INodeProperties[] = [
	{
		displayName:
			'Enter the webhook URL of this node at the sender: a webhook connection or workflow block of log360-server, a workflow or playbook of Log360, or an automation rule of your ticketing tool.',
		name: 'urlNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [
			{
				name: 'None',
				value: 'none',
				description: 'Anyone who knows the URL can start the workflow',
			},
			{
				name: 'Secret in Header',
				value: 'header',
				description: 'The sender puts the secret into a header, as ticketing tools can',
			},
			{
				name: 'Signature',
				value: 'signature',
				description:
					'The sender signs each call (Standard Webhooks), as log360-server does; a repeated delivery starts the workflow once',
			},
		],
		default: 'signature',
		description: 'How the sender proves that it may call',
	},
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		options: [
			{
				name: 'At Log360-Server',
				value: 'server',
				description:
					'The node registers its URL with the secret when the workflow is published, and removes it when it is unpublished. Extension of log360-server; the token needs the scope webhooks.MANAGE.',
			},
			{ name: 'By Hand', value: 'manual', description: 'You enter the URL at the sender' },
		],
		default: 'manual',
		displayOptions: { show: { authentication: ['signature'] } },
		description: 'How the sender gets to know the URL of this node',
	},
	{
		...severitiesFilter('new incidents'),
		displayOptions: { show: { authentication: ['signature'], registration: ['server'] } },
	},
	{
		displayName: 'Event Types',
		name: 'events',
		type: 'string',
		default: '',
		placeholder: 'e.g. incident.created, incident.updated',
		description:
			'Start only for these values of "type" in the body, separated by commas. Empty means for every call.',
	},
	{
		displayName: 'Respond',
		name: 'responseMode',
		type: 'options',
		options: [
			{
				name: 'Immediately',
				value: 'onReceived',
				description: 'As soon as the workflow has started',
			},
			{
				name: 'When Last Node Finishes',
				value: 'lastNode',
				description:
					'With what the last node returns, so that the workflow can give the sender a ticket_id',
			},
		],
		default: 'onReceived',
		description:
			'When to answer the sender. The Respond to Webhook node cannot be used: n8n accepts it behind its own Webhook node only.',
	},
	{
		displayName: 'Response Data',
		name: 'responseData',
		type: 'options',
		options: [
			{ name: 'All Entries', value: 'allEntries', description: 'A list of all items' },
			{ name: 'First Entry JSON', value: 'firstEntryJson', description: 'The first item' },
			{ name: 'No Response Body', value: 'noData', description: 'Only the status' },
		],
		default: 'firstEntryJson',
		displayOptions: { show: { responseMode: ['lastNode'] } },
		description: 'What of the last node the sender gets',
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Header Name',
				name: 'headerName',
				type: 'string',
				default: 'X-Webhook-Secret',
				displayOptions: { show: { '/authentication': ['header'] } },
				description:
					'Header that holds the secret; "Authorization" with "Bearer" before it works too',
			},
			{
				displayName: 'Response Body',
				name: 'responseBody',
				type: 'string',
				default: '{"received": true}',
				displayOptions: { show: { '/responseMode': ['onReceived'] } },
				description: 'What the sender gets at once: JSON, or any text',
			},
		],
	},
];
