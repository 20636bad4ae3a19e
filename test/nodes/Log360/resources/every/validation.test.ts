/** What is wrong with the parameters is told before any call, with the field, the reason, and what to do. */
import type { INodeParameters } from 'n8n-workflow';

import { bench } from '../../../support/cases';
import { json } from '../../../support/scripted';
import type { Kind } from './cases';

const b = bench();
const located = (value: unknown) => ({
	__rl: true,
	mode: 'id',
	value: `={{ ${JSON.stringify(value)} }}`,
});
const value = (of: unknown) => `={{ ${JSON.stringify(of)} }}`;
const many = (count: number) => Array.from({ length: count }, (_, n) => `x${n}`);
const range = (startTime: unknown, endTime: unknown = '') => ({
	timeRange: 'custom',
	startTime: value(startTime),
	...(endTime === '' ? {} : { endTime: value(endTime) }),
});

type Row = readonly [
	name: string,
	kind: Kind,
	parameters: INodeParameters,
	message: string,
	advice?: string,
];

const PICK = 'Choose one from the list or give an ID.';
const CORRECT = 'Correct the parameter.';

/** Times, filters and conditions: the same for everything that searches. */
const SEARCHES = ['log/search', 'log/startSearch', 'log/searchAndWait'].flatMap((name): Row[] => [
	[name, 'v2', range(''), 'Start Time is empty'],
	[name, 'v2', { timeRange: 'custom' }, 'Start Time is empty. Give a date and time.', CORRECT],
	[
		name,
		'v1',
		range('2026-11-02', '2026-11-01'),
		'Start Time (2026-11-02T00:00:00.000Z) must be before End Time (2026-11-01T00:00:00.000Z)',
		CORRECT,
	],
	[name, 'v2', range('2026-11-01', '2026-11-01'), 'must be before End Time', CORRECT],
	[name, 'v2', range('yesterday'), 'Start Time "yesterday" is not a time', CORRECT],
	[name, 'v2', range('2026-11-01', '31/11/2026'), 'End Time "31/11/2026" is not a time', CORRECT],
	[name, 'v2', { timeRange: value('lastYear') }, 'The time range "lastYear" is unknown', CORRECT],
	[
		name,
		'v2',
		{ filters: { logSources: many(101) } },
		'101 log sources were given, but one search takes at most 100',
		CORRECT,
	],
	[
		name,
		'v1',
		{ filters: { logSourceGroups: value(many(150).join(',')) } },
		'150 log source groups were given',
		CORRECT,
	],
	[name, 'v2', { filters: { logTypes: value(many(101)) } }, '101 log types were given', CORRECT],
	[
		name,
		'v2',
		{ filters: { conditions: { condition: [{ field: '', operator: 'equals', value: '1' }] } } },
		'Condition 1 has no field',
		CORRECT,
	],
	[
		name,
		'v1',
		{
			filters: {
				conditions: { condition: [{ field: 'A', operator: 'equals', value: value('') }] },
			},
		},
		'Value is empty',
	],
]);

const ALERTS = ['alert/getMany', 'alert/start', 'alert/getManyAndWait'].flatMap((name): Row[] => [
	[name, 'v2', range('2026-11-02', '2026-11-01'), 'must be before End Time', CORRECT],
	[name, 'v1', range('x'), 'Start Time "x" is not a time', CORRECT],
	[
		name,
		'v2',
		{ filters: { profiles: many(101) } },
		'101 alert profiles were given, but one search takes at most 100',
		CORRECT,
	],
	[
		name,
		'v2',
		{ filters: { severities: value('high') } },
		'"high" is not a severity. Use attention, critical, trouble.',
		CORRECT,
	],
	[
		name,
		'v1',
		{ filters: { statuses: value(['open', 'done']) } },
		'"done" is not a status. Use closed, in_progress, open.',
		CORRECT,
	],
]);

const EMPTY_IDS: Row[] = (
	[
		['alertProfile/get', 'profile', 'Alert Profile', 'v2'],
		['alertProfile/get', 'profile', 'Alert Profile', 'v1'],
		['incident/get', 'incident', 'Incident', 'v2'],
		['incident/update', 'incident', 'Incident', 'v2'],
		['incident/delete', 'incident', 'Incident', 'v2'],
		['job/get', 'job', 'Job', 'v2'],
		['job/wait', 'job', 'Job', 'v1'],
		['job/getResults', 'job', 'Job', 'v2'],
		['job/delete', 'job', 'Job', 'v1'],
		['logSource/update', 'logSource', 'Log Source', 'v2'],
		['report/getData', 'report', 'Report', 'v2'],
		['ticketNotification/disable', 'profile', 'Alert Profile', 'both'],
		['workflow/execute', 'workflow', 'Workflow', 'both'],
		['workflow/executeAndWait', 'workflow', 'Workflow', 'v1'],
		['workflow/getTemplate', 'workflow', 'Workflow', 'both'],
	] as const
).flatMap(([name, field, label, kind]) =>
	['', '  ', null].map(
		(id): Row => [name, kind, { [field]: located(id) }, `${label} is empty`, PICK],
	),
);

const TEXTS: Row[] = (
	[
		['apiRequest/send', 'path', 'Path', 'v2', {}],
		['incident/create', 'name', 'Name', 'v2', {}],
		['incident/exportByTicket', 'ticketId', 'Ticket ID', 'both', { step: 'all' }],
		['incident/exportByTicket', 'ticketId', 'Ticket ID', 'both', { step: 'start' }],
		['incident/exportByTicket', 'exportId', 'Export ID', 'both', { step: 'status' }],
		['incident/exportByTicket', 'exportId', 'Export ID', 'both', { step: 'download' }],
		['incident/getProfileByTicket', 'ticketId', 'Ticket ID', 'v1', {}],
		['incident/syncByTicket', 'ticketId', 'Ticket ID', 'v1', { value: 'Pending' }],
		['incident/syncByTicket', 'value', 'Value', 'v1', { ticketId: '1' }],
		['ticketNotification/disable', 'ticketId', 'Ticket ID', 'v1', { identifyBy: 'ticket' }],
	] as const
).flatMap(([name, field, label, kind, more]) =>
	['', ' \n '].map(
		(text): Row => [name, kind, { ...more, [field]: value(text) }, `${label} is empty`],
	),
);

const WORKFLOW = { workflow: located(1) };
const INCIDENT = { incident: located(7) };
const OTHERS: Row[] = [
	...[
		'relative',
		'//evil.example.com/x',
		'http://evil.example.com',
		'/a b',
		'/a\\b',
		'/api/../admin',
		'/./x',
		'@evil',
	].map((path): Row => ['apiRequest/send', 'v2', { path: value(path) }, `"${path}" is not a path`]),
	...['query', 'body'].flatMap((field) =>
		['{', '[1]', '"x"', 'null', '7', "{'a': 1}"].map(
			(text): Row => [
				'apiRequest/send',
				'v2',
				{ path: '/api/v2/x', method: 'POST', [field]: value(text) },
				field === 'query' ? 'Query Parameters is not a JSON object' : 'Body is not a JSON object',
				'Write it like {"key": "value"}.',
			],
		),
	),
	...['execute', 'executeAndWait'].flatMap((operation) =>
		['{', '[1]', '"x"', '7'].map(
			(text): Row => [
				`workflow/${operation}`,
				'both',
				{ ...WORKFLOW, specifyArguments: 'json', arguments: value(text) },
				'Arguments are not a JSON object',
			],
		),
	),
	[
		'incident/create',
		'v2',
		{ name: 'n', additionalFields: { dueDate: value('2026-02-30') } },
		'Due Date "2026-02-30" is not a time',
		'Correct the field.',
	],
	[
		'incident/update',
		'v2',
		{ ...INCIDENT, updateFields: { dueDate: value('soon') } },
		'Due Date "soon" is not a time',
		'Correct the field.',
	],
	[
		'incident/update',
		'v2',
		{ ...INCIDENT, updateFields: {} },
		'There is nothing to update',
		'Add a field to change.',
	],
	[
		'incident/update',
		'v2',
		{ ...INCIDENT, updateFields: { status: '', note: value('') } },
		'There is nothing to update',
	],
	[
		'logSource/update',
		'v2',
		{ logSource: located(3), updateFields: { displayName: '' } },
		'There is nothing to update',
	],
	['logSource/delete', 'v2', { logSources: value(['', ' ']) }, 'Log Sources is empty'],
	[
		'logSource/delete',
		'v2',
		{ logSources: many(101) },
		'101 log sources were given; one call deletes 1 to 100',
	],
	['logSource/disable', 'both', { names: value(' , ') }, 'Names is empty'],
	['logSource/addWindows', 'v2', {}, 'There is no log source to add'],
	[
		'logSource/addWindows',
		'v2',
		{
			logSources: {
				source: [
					{ host: 'a', domain: 'D' },
					{ host: ' ', domain: 'D' },
				],
			},
		},
		'Log source 2 has no host or no domain',
	],
	[
		'logSource/addWindows',
		'v2',
		{ logSources: { source: [{ host: 'a', domain: '' }] } },
		'Log source 1 has no host or no domain',
	],
	[
		'logSource/addWindows',
		'v2',
		{ logSources: { source: many(101).map((host) => ({ host, domain: 'D' })) } },
		'101 log sources were given, but one call adds at most 100',
	],
	[
		'report/getProfiles',
		'v2',
		{ filters: { modules: many(21).join(',') } },
		'21 modules were given, but a filter takes at most 20',
	],
	[
		'report/getProfiles',
		'v2',
		{ filters: { reportIds: value(many(30)) } },
		'30 report IDs were given, but a filter takes at most 20',
	],
	[
		'report/getData',
		'v2',
		{ report: located(1), ...range('2026-11-02', '2026-11-01') },
		'must be before End Time',
		CORRECT,
	],
	[
		'report/getData',
		'v2',
		{ report: located(1), filters: { logSources: many(101) } },
		'101 log sources were given',
	],
	[
		'alert/start',
		'v2',
		{ filters: { severities: ['critical', 'trouble'] } },
		'API V2 takes one severity and one status',
	],
	[
		'alert/getManyAndWait',
		'v2',
		{ filters: { statuses: ['open', 'closed'] } },
		'API V2 takes one severity and one status',
	],
	...(['incident/get', 'alertProfile/get'] as const).flatMap((name) =>
		['.', '..'].map(
			(id): Row => [
				name,
				'v2',
				{ [name === 'incident/get' ? 'incident' : 'profile']: located(id) },
				`"${id}" cannot be an ID`,
			],
		),
	),
];

/** Options that are numbers, for an operation of each kind. */
const NUMBERS: Row[] = (
	[
		['agent/getMany', {}, 'timeout', 'Timeout (Seconds)', 1],
		['agent/getMany', {}, 'maxRetries', 'Max Retries', 0],
		['log/searchAndWait', {}, 'maxWait', 'Max Wait (Seconds)', 0],
		['job/wait', { job: located('j') }, 'maxWait', 'Max Wait (Seconds)', 0],
	] as const
).flatMap(([name, more, option, label, least]) =>
	['soon', -1, 'NaN', true, [1]].map(
		(given): Row => [
			name,
			'v2',
			{ ...more, options: { [option]: value(given) } },
			`${label} must be a number of at least ${least}`,
		],
	),
);
const V1_NUMBERS: Row[] = [
	[
		'workflow/executeAndWait',
		'both',
		{ ...WORKFLOW, options: { maxWait: value('x') } },
		'Max Wait (Seconds) must be',
	],
	[
		'incident/exportByTicket',
		'v1',
		{ ticketId: '1', options: { maxWait: value('x') } },
		'Max Wait (Seconds) must be',
	],
	[
		'log/searchAndWait',
		'v1',
		{ waitBy: 'callback', options: { maxWait: value('x') } },
		'Max Wait (Seconds) must be',
	],
	[
		'log/searchAndWait',
		'v1',
		{ waitBy: 'callback', limit: value(0) },
		'Limit must be a whole number',
	],
];

it.each([...SEARCHES, ...ALERTS, ...EMPTY_IDS, ...TEXTS, ...OTHERS, ...NUMBERS, ...V1_NUMBERS])(
	'%s with %s and %j: %s',
	// With named parameters, jest would take the one that a shorter row lacks for a callback.
	async (...row: unknown[]) => {
		const [name, kind, parameters, message, advice] = row as unknown as Row;
		const [resource, operation] = name.split('/');
		b.answer([json({ data: [] })]);
		const error = await b.fail(b[kind](), { resource, operation, ...parameters });
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toContain(message);
		if (advice !== undefined) expect(error.description).toBe(advice);
		expect(error.context.itemIndex).toBe(0);
		expect(b.seen).toHaveLength(0);
	},
);
