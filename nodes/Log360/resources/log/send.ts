/** Log > Send: events, or log lines as a device writes them, to log360-server. */
import { randomUUID } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { sendLogs } from '../../dialects/extension/ingest';
import { numberOf } from '../../dialects/read';
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { requiredText } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { usageError } from '../../transport/errors';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';

async function execute(run: ItemRun): Promise<IDataObject[]> {
	const { context, item, client } = run;
	client.need('v2', 'send logs');
	const { host, timeZone } = context.getNodeParameter('options', item, {}) as IDataObject;
	const hints = { host: textOf(host), timeZone: textOf(timeZone) };
	const body = await client.send(sendLogs(logsOf(run), hints, placeOf(run)));
	const counts = isObject(body) && numberOf(body.stored) !== undefined ? body : undefined;
	return [reportOf(run, understood(counts, body, 'counts', context.getNode(), item))];
}

/**
 * Where in which execution the logs come from: the same when n8n runs the node again (Retry On Fail, a worker that was lost),
 * other for each item, each turn of a loop, each call of an agent's tool, and each execution.
 */
function placeOf({ context, item }: ItemRun): unknown[] {
	const execution: string | undefined = context.getExecutionId();
	const { $runIndex: turn } = context.getWorkflowDataProxy(item);
	return [
		...[context.getInstanceId(), context.getWorkflow().id, context.getNode().id],
		...[execution ?? randomUUID(), turn, item],
	];
}

/** @throws NodeOperationError when nothing was stored because every line was refused */
function reportOf({ context, item }: ItemRun, counts: IDataObject): IDataObject {
	const { lines, stored, refused = 0, dropped = 0 } = counts;
	const errors = Array.isArray(counts.errors) ? counts.errors.filter(isObject) : [];
	const problems = errors.map(({ line, error }) => ({ line, problem: error }));
	const [first] = problems;
	if (first !== undefined && numberOf(refused) !== 0) {
		const why = `line ${String(first.line)}: ${String(first.problem)}`;
		if (numberOf(stored) === 0) {
			throw usageError(
				context.getNode(),
				`The server refused all that was sent: ${why}`,
				'Correct the events or the lines; nothing was stored.',
				item,
			);
		}
		context.addExecutionHints({
			message: `${String(refused)} of ${String(lines)} lines were refused, the others stored; ${why}`,
			location: 'outputPane',
		});
	}
	return { lines, stored, refused, dropped, problems };
}

function logsOf({ context, item }: ItemRun): IDataObject[] | string {
	if (context.getNodeParameter('sendAs', item, 'events') === 'lines') {
		return requiredText(context, 'lines', 'Lines', item);
	}
	const events = eventsIn(context.getNodeParameter('events', item, {}));
	if (events !== undefined) return events;
	throw usageError(
		context.getNode(),
		'Events are not a JSON object or a list of such objects',
		'Write one like {"HOSTNAME": "n8n01", "MESSAGE": "Approved"}.',
		item,
	);
}

/** @returns `undefined` for what holds no event */
function eventsIn(given: unknown): IDataObject[] | undefined {
	let value = given;
	if (typeof given === 'string') {
		try {
			value = JSON.parse(given);
		} catch {
			return undefined;
		}
	}
	const list = [value].flat();
	const events = list.filter(isObject).filter((event) => Object.keys(event).length > 0);
	return events.length === 0 || events.length < list.length ? undefined : events;
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send logs',
	description: `Send events or log lines, e.g. what a workflow did, to be searched and to raise alerts. ${EXTENSION}.`,
	properties: [
		{
			displayName: 'Send As',
			name: 'sendAs',
			type: 'options',
			options: [
				{ name: 'Events', value: 'events', description: 'Fields with their values, as JSON' },
				{ name: 'Log Lines', value: 'lines', description: 'Text as a device writes it' },
			],
			default: 'events',
		},
		{
			displayName: 'Events (JSON)',
			name: 'events',
			type: 'json',
			default: '{}',
			displayOptions: { show: { sendAs: ['events'] } },
			description:
				'One event or a list, with field names as keys, e.g. {"HOSTNAME": "n8n01", "USERNAME": "joe", "MESSAGE": "Approved"}. TIME is ISO 8601 or milliseconds since 1970; without it, it is now.',
		},
		{
			displayName: 'Lines',
			name: 'lines',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. <86>Nov 20 10:00:00 web01 sshd[1234]: Failed password for root',
			displayOptions: { show: { sendAs: ['lines'] } },
			description: 'Syslog, access log, CEF and the like; the format is detected line by line',
		},
		optionsCollection(
			dryRunOption,
			{
				displayName: 'Host',
				name: 'host',
				type: 'string',
				default: '',
				placeholder: 'e.g. web01',
				description: 'Host of events and lines that name none',
			},
			{
				displayName: 'Time Zone',
				name: 'timeZone',
				type: 'string',
				default: '',
				placeholder: 'e.g. Europe/Berlin',
				description: 'Zone of times that carry none',
			},
		),
	],
	execute,
};
