/** The OpenAPI document: whole, consistent in itself, and in step with the operation table. */
import { EXAMPLES } from '../../../server/contract/examples';
import { openApiDocument } from '../../../server/contract/openapi';
import { errorsOf, needsToken } from '../../../server/contract/operation';
import { operation, OPERATION_IDS } from '../../../server/contract/operations';
import { errorEntry } from '../../../server/contract/errors';

type Json = Record<string, any>;

const document = JSON.parse(JSON.stringify(openApiDocument({ version: '1.2.3' }))) as Json;
const operationOf = (id: (typeof OPERATION_IDS)[number]): Json => {
	const { path, method } = operation(id);
	return document.paths[path][method.toLowerCase()];
};

/** Calls `visit` with every object of the document and its JSON pointer. */
function walk(value: unknown, visit: (node: Json, pointer: string) => void, pointer = '#'): void {
	if (typeof value !== 'object' || value === null) return;
	if (!Array.isArray(value)) visit(value as Json, pointer);
	for (const [key, child] of Object.entries(value)) walk(child, visit, `${pointer}/${key}`);
}

test('names its version, title and licence', () => {
	expect(document).toMatchObject({
		openapi: '3.1.0',
		info: { title: 'log360-server', version: '1.2.3', license: { identifier: 'MIT' } },
		servers: [{ url: '/' }],
	});
	expect(openApiDocument({ version: '1', serverUrl: 'http://localhost:8095' }).servers).toEqual([
		{ url: 'http://localhost:8095' },
	]);
});

test('holds every operation of the table and no other', () => {
	const calls = Object.entries(document.paths as Json).flatMap(([path, item]) =>
		Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
	);
	const wanted = OPERATION_IDS.map((id) => `${operation(id).method} ${operation(id).path}`);
	expect(calls.sort()).toEqual(wanted.sort());
});

test('every $ref leads somewhere', () => {
	const refs: string[] = [];
	walk(document, (node) => {
		if (typeof node.$ref === 'string') refs.push(node.$ref);
	});
	expect(refs.length).toBeGreaterThan(20);
	for (const ref of refs) {
		expect(ref).toMatch(/^#\//);
		const target = ref
			.slice(2)
			.split('/')
			.reduce<any>((node, key) => node?.[key], document);
		expect(target).toBeDefined();
	}
});

test('every schema type is one that JSON Schema knows', () => {
	const types = new Set<string>();
	walk(document, (node, pointer) => {
		if (pointer.includes('/example')) return;
		if (typeof node.type === 'string') types.add(node.type);
	});
	const known = ['array', 'boolean', 'http', 'integer', 'null', 'number', 'object', 'string'];
	expect([...types].filter((type) => !known.includes(type))).toEqual([]);
});

describe.each(OPERATION_IDS)('%s', (id) => {
	const row = operation(id);
	const written = operationOf(id);

	test('carries its id, tag, evidence, scope and source', () => {
		expect(written).toMatchObject({
			operationId: id,
			tags: [row.resource],
			'x-evidence': row.evidence,
			'x-evidence-body': row.bodyEvidence,
			'x-source': row.source,
			security: needsToken(row) ? [{ AuthToken: row.scope === null ? [] : [row.scope] }] : [],
		});
		expect(written.description).toContain(row.source);
		expect(document.tags).toContainEqual({ name: row.resource });
	});

	test('lists the parameters of its path', () => {
		const inPath = [...row.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
		const declared = (written.parameters ?? []).filter(
			(parameter: Json) => parameter.in === 'path',
		);
		expect(declared.map((parameter: Json) => parameter.name)).toEqual(inPath);
		expect(declared.every((parameter: Json) => parameter.required)).toBe(true);
	});

	test('has an answer for success and for every status of its errors', () => {
		const statuses = new Set(errorsOf(row).map((code) => String(errorEntry(code).status)));
		expect(Object.keys(written.responses).sort()).toEqual(['200', ...statuses].sort());
		for (const code of errorsOf(row)) {
			const { content } = written.responses[errorEntry(code).status];
			expect(content['application/json'].examples).toHaveProperty(code);
		}
	});

	test('shows an example of body and answer', () => {
		const { body, response } = EXAMPLES[id];
		if (row.request.body)
			expect(written.requestBody.content['application/json'].example).toEqual(body);
		if (row.response)
			expect(written.responses['200'].content['application/json'].example).toEqual(response);
	});
});

test('whole numbers in the query are integers with their bounds and default', () => {
	const { parameters } = operationOf('v2.incidents.list');
	const limit = parameters.find((parameter: Json) => parameter.name === 'limit');
	expect(limit.schema).toMatchObject({ type: 'integer', minimum: 1, maximum: 1000, default: 50 });
	expect(limit.required).not.toBe(true);
});

test('a preprocessed query keeps its parameters', () => {
	expect(
		operationOf('v1.logSources.list').parameters.map((parameter: Json) => parameter.name),
	).toEqual(['from', 'to']);
});

test('bodies say what the rules between their keys are', () => {
	const body = (id: (typeof OPERATION_IDS)[number]) =>
		operationOf(id).requestBody.content['application/json'].schema;
	expect(body('v2.search.run').anyOf).toHaveLength(2);
	expect(body('v2.search.run').properties.start_time).toMatchObject({
		type: 'string',
		format: 'date-time',
	});
	expect(body('v2.search.run').additionalProperties).toBe(false);
	expect(body('v2.search.start').required).toEqual(['query', 'start_time', 'end_time']);
});

test('a body that may be left out is not required', () => {
	expect(operationOf('v1.search.run').requestBody.required).not.toBe(true);
	expect(operationOf('v2.search.run').requestBody.required).toBe(true);
});
