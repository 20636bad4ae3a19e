/** The output schemas of the triggers. n8n looks for one of each trigger, so the polling one names the fields of all its events. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { EXAMPLES } from '../../../server/contract';
import { outputOf } from '../../../nodes/Log360WebhookTrigger/output';
import { triggerProperties } from '../../../nodes/Log360Trigger/properties';
import { contractAnswers } from '../Log360/resources/every/contract';
import { bench } from '../support/cases';
import { poller } from '../support/n8n';
import { mismatches, type Schema } from './schema';

const ROOT = resolve(__dirname, '../../../nodes');
const b = bench();
/** Where n8n looks for the schema of a node without resource and operation. */
const fileOf = (node: string) => join(ROOT, node, '__schema__', 'v1.0.0.json');
const schemaOf = (node: string) =>
	JSON.parse(readFileSync(fileOf(node), 'utf8')) as Schema & { version: number };

it.each(['Log360Trigger', 'Log360WebhookTrigger'])(
	'%s has one in the form that n8n reads',
	(node) => {
		expect(existsSync(fileOf(node))).toBe(true);
		const schema = schemaOf(node);
		expect(Object.keys(schema).sort()).toEqual(['properties', 'type', 'version']);
		expect(schema.version).toBe(1);
	},
);

const EVENTS = (triggerProperties[0].options ?? []).map((option) =>
	String('value' in option && option.value),
);

/** What an event shows in the editor, and what a poll adds to it. */
async function sampleOf(event: string): Promise<IDataObject[]> {
	b.answer(contractAnswers);
	const parameters: INodeParameters = { event, query: '*', silentFor: '1m' };
	return (await poller(b.v2(), parameters).poll('manual')) ?? [];
}

describe('Log360 Trigger', () => {
	const schema = schemaOf('Log360Trigger');

	it.each(EVENTS)('%s emits what the schema says', async (event) => {
		const found = await sampleOf(event);
		expect(found).toHaveLength(1);
		expect(mismatches(found[0], schema, { open: false })).toEqual([]);
	});

	it('names no field that no event has', async () => {
		const seen = new Set<string>();
		for (const event of EVENTS) {
			for (const record of await sampleOf(event)) {
				for (const key of Object.keys(record)) seen.add(key);
			}
		}
		// Of an incident that changed; due date, ticket and a failed job are not in the examples.
		const others = ['change', 'changes', 'dueDate', 'ticketId'];
		const missing = Object.keys(schema.properties ?? {}).filter((key) => !seen.has(key));
		expect(missing.filter((key) => !others.includes(key))).toEqual([]);
	});

	it('knows what is told of changes', () => {
		const record = { change: 'changed', changes: { status: { from: 'open', to: 'closed' } } };
		expect(mismatches(record, schema, { open: false })).toEqual([]);
		expect(mismatches({ changes: null }, schema, { open: false })).toEqual([]);
	});
});

it('Log360 Webhook Trigger emits what its schema says', () => {
	const { data } = EXAMPLES['v2.incidents.get'].response as { data: object };
	const context = { getNodeParameter: () => true } as never;
	const body = { type: 'incident.created', data };
	const found = outputOf(context, body, 'msg_7', {});
	const schema = schemaOf('Log360WebhookTrigger');
	expect(mismatches(found, schema, { open: false })).toEqual([]);
	const never = Object.keys(schema.properties ?? {}).filter((key) => !(key in found));
	expect(never).toEqual(['dueDate', 'ticketId']);
});
