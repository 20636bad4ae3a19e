/** The parameters of the Log360 Trigger node. */
import type { INodeProperties } from 'n8n-workflow';

import { alertFilterOptions } from '../Log360/parameters/alerts';
import { severitiesFilter, statusesFilter } from '../Log360/parameters/words';
import {
	fieldNamesOption,
	logTypesFilter,
	queryProperty,
	sourceFilterProperties,
} from '../Log360/parameters/search';
import { shapeProperties } from '../Log360/parameters/shape';

export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Incident Created, Changed or Closed',
				value: 'incident',
				description:
					'When an incident is created, changed or closed; tells what changed from what to what (API V2 only)',
			},
			{
				name: 'Job Finished',
				value: 'jobFinished',
				description: 'When a background search or alert retrieval has ended or failed',
			},
			{
				name: 'Log Source Silent',
				value: 'silentSource',
				description: 'When a log source has sent nothing for a while (API V2 only)',
			},
			{
				name: 'New Alert',
				value: 'newAlert',
				description: 'When an alert profile raises an alert',
			},
			{
				name: 'Search Match',
				value: 'searchMatch',
				description: 'When a log matches a search query',
			},
			{
				name: 'Token Expires',
				value: 'tokenExpires',
				description:
					'When the token of the credential is about to expire (needs log360-server; API V2 only)',
			},
		],
		default: 'newAlert',
	},
	{
		displayName: 'Filters',
		name: 'alertFilters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: { event: ['newAlert'] } },
		options: alertFilterOptions,
	},
	{
		...queryProperty,
		default: '',
		required: true,
		displayOptions: { show: { event: ['searchMatch'] } },
	},
	{
		displayName: 'Filters',
		name: 'searchFilters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: { event: ['searchMatch'] } },
		options: [...sourceFilterProperties, logTypesFilter],
	},
	{
		displayName: 'Trigger On',
		name: 'incidentChange',
		type: 'options',
		options: [
			{ name: 'Changed Incidents', value: 'changed' },
			{ name: 'Closed Incidents', value: 'closed' },
			{ name: 'Created and Changed Incidents', value: 'both' },
			{ name: 'Created Incidents', value: 'created' },
		],
		default: 'both',
		displayOptions: { show: { event: ['incident'] } },
	},
	{
		displayName: 'Filters',
		name: 'incidentFilters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: { event: ['incident'] } },
		options: [
			{
				displayName: 'Assignee Names or IDs',
				name: 'assignees',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getUsers' },
				default: [],
				description:
					'Only incidents of these users. The IDs are user names. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			severitiesFilter('incidents'),
			statusesFilter('incidents'),
		],
	},
	{
		displayName: 'Silent For',
		name: 'silentFor',
		type: 'string',
		default: '60m',
		required: true,
		placeholder: 'e.g. 2h',
		displayOptions: { show: { event: ['silentSource'] } },
		description:
			'How old the last message of a log source must be: minutes, or words such as 90m, 2h, 1d. A silence is told once, and the next one after a message.',
	},
	{
		displayName: 'Filters',
		name: 'sourceFilters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show: { event: ['silentSource'] } },
		options: sourceFilterProperties,
	},
	{
		displayName: 'Expires Within',
		name: 'expiresWithin',
		type: 'string',
		default: '7d',
		required: true,
		placeholder: 'e.g. 14d',
		displayOptions: { show: { event: ['tokenExpires'] } },
		description:
			'How near the end must be: minutes, or words such as 12h, 7d. It is told once; a new token, or the same one regenerated, is told again. A poll an hour is plenty.',
	},
	...shapeProperties({ event: ['newAlert', 'searchMatch'] }),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			fieldNamesOption,
			{
				displayName: 'Late Arrivals',
				name: 'overlap',
				type: 'string',
				default: '10m',
				placeholder: 'e.g. 1h',
				description:
					'Minutes, or words such as 1h: how late the server may show a record: each poll looks so far back over the one before. What was seen is remembered for twice as long, and never emitted again.',
			},
			{
				displayName: 'Look Back at Activation',
				name: 'lookBack',
				type: 'string',
				default: '0',
				placeholder: 'e.g. 2h',
				description:
					'Minutes, or words such as 2h: how old the records may be that are emitted right after the activation; 0 means only new ones',
			},
		],
	},
];
