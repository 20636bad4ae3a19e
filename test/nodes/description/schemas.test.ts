/** The output schemas that the editor shows before the first run: they describe what each operation really returns. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { resources } from '../../../nodes/Log360/resources';
import { CASES, parametersOf, RUNS } from '../Log360/resources/every/cases';
import { contractAnswers } from '../Log360/resources/every/contract';
import { bench } from '../support/cases';
import { items } from '../support/n8n';
import { mismatches, type Schema } from './schema';

const ROOT = resolve(__dirname, '../../../nodes/Log360/__schema__/v1.0.0');
const b = bench();
const schemaOf = (name: string) =>
	JSON.parse(readFileSync(join(ROOT, `${name}.json`), 'utf8')) as Schema & { version: number };
const operations = resources.flatMap(({ value: resource, operations: list }) =>
	list.map(({ value }) => `${resource}/${value}`),
);
/** What API Request returns is whatever was asked for. */
const described = operations.filter((name) => name !== 'apiRequest/send');

it('exist for every operation and for nothing else', () => {
	const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.replace(/\.json$/, '').replace(/\\/g, '/'));
	expect(files.sort()).toEqual([...described].sort());
	expect(existsSync(join(ROOT, 'apiRequest'))).toBe(false);
});

describe.each(described)('%s', (name) => {
	const schema = schemaOf(name);

	it('has the form that n8n reads', () => {
		expect(Object.keys(schema).sort()).toEqual(['properties', 'type', 'version']);
		expect(schema.type).toBe('object');
		expect(schema.version).toBe(1);
		expect(formFaults(schema, name)).toEqual([]);
	});

	it('names no field in two ways, and none that holds a secret', () => {
		const names = Object.keys(schema.properties ?? {});
		const bare = names.map((field) => field.toLowerCase().replace(/[_ ]/g, ''));
		expect(new Set(bare).size).toBe(bare.length);
		expect(names.filter((field) => /token|password|secret/i.test(field))).toEqual([]);
	});
});

/** Types that are no JSON types, arrays without items, and objects without properties. */
function formFaults(schema: Schema, path: string): string[] {
	const types = [schema.type ?? []].flat();
	const known = ['string', 'number', 'boolean', 'object', 'array', 'null'];
	return [
		...(types.length === 0 ? [`${path} has no type`] : []),
		...types.filter((type) => !known.includes(type)).map((type) => `${path}: ${type} is no type`),
		...(types.includes('array') && !schema.items ? [`${path} has no items`] : []),
		...(schema.items ? formFaults(schema.items, `${path}[]`) : []),
		...Object.entries(schema.properties ?? {}).flatMap(([key, inner]) =>
			formFaults(inner, `${path}.${key}`),
		),
	];
}

describe.each(RUNS.filter(({ name }) => name !== 'apiRequest/send'))(
	'$name with a credential for $kind',
	(entry) => {
		it('returns what its schema says', async () => {
			b.answer(contractAnswers);
			const found = await items(b.trial(b[entry.kind](), parametersOf(entry)));
			expect(found.length).toBeGreaterThan(0);
			for (const { json } of found) {
				expect(mismatches(json, schemaOf(entry.name), { open: entry.open === true })).toEqual([]);
			}
		});
	},
);

/** Fields of the schema that no answer of the contract brought, in either generation. */
async function neverSeen(name: string): Promise<string[]> {
	const seen = new Set<string>();
	for (const entry of RUNS.filter((run) => run.name === name)) {
		b.answer(contractAnswers);
		for (const { json } of await items(b.trial(b[entry.kind](), parametersOf(entry)))) {
			for (const key of Object.keys(json)) seen.add(key);
		}
	}
	return Object.keys(schemaOf(name).properties ?? {}).filter((key) => !seen.has(key));
}

/** What the contract's one example of an operation leaves out, and why it is in the schema all the same. */
const OPTIONAL: Readonly<Record<string, readonly string[]>> = {
	// A due date and a ticket are not set in the example.
	'incident/create': ['dueDate', 'ticketId'],
	'incident/get': ['dueDate', 'ticketId'],
	'incident/getMany': ['dueDate', 'ticketId'],
	'incident/update': ['dueDate', 'ticketId'],
	'incident/createOrUpdate': ['dueDate', 'ticketId'],
	'alert/getIncident': ['dueDate', 'ticketId'],
	// Only failed jobs have a message.
	'job/get': ['message'],
	'job/getMany': ['message'],
	'job/wait': ['message'],
};

it.each(CASES.filter(({ name, open }) => !open && described.includes(name)))(
	'$name promises no field that never comes',
	async ({ name }) => {
		expect(await neverSeen(name)).toEqual(OPTIONAL[name] ?? []);
	},
);

describe('the checker', () => {
	const schema: Schema = {
		type: 'object',
		properties: {
			id: { type: 'string' },
			count: { type: ['number', 'null'] },
			list: { type: 'array', items: { type: 'object', properties: { a: { type: 'boolean' } } } },
		},
	};

	it.each([
		[{ id: '1', count: 2, list: [{ a: true }] }, []],
		[{ id: '1', count: null }, []],
		[{ id: 1 }, ['$.id is number, not string']],
		[{ id: '1', more: 1 }, ['$.more is not in the schema']],
		[{ list: [{ a: 'x' }] }, ['$.list[0].a is string, not boolean']],
		[[], ['$ is array, not object']],
	])('of %j finds %j', (value, expected) => {
		expect(mismatches(value, schema, { open: false })).toEqual(expected);
	});

	it('lets further fields pass where only the server knows them', () => {
		expect(mismatches({ more: 1, id: 2 }, schema, { open: true })).toEqual([
			'$.id is number, not string',
		]);
	});
});
