/** Every row of the contract's error table, in every dialect that has it: the wire error goes in, the words of the node come out. */
import {
	ERROR_CODES,
	type ErrorCode,
	errorEntry,
	errorsOf,
	operation,
	OPERATION_IDS,
	v1ErrorBody,
	v2ErrorBody,
} from '../../../../../server/contract';
import type { IDataObject } from 'n8n-workflow';

import { bench, json, reply, TOKEN_V1, TOKEN_V2 } from '../../../support/cases';
import { failure, items } from '../../../support/n8n';
import type { Reply } from '../../../support/scripted';
import { PROVOCATIONS, type Row } from './calls';
import { ROWS_V1 } from './rows.v1';
import { ROWS_V2 } from './rows.v2';

const b = bench();
type Generation = 'v1' | 'v2';
const ROWS: Array<[Generation, string, Row]> = [
	...ROWS_V1.map((row) => ['v1', row.code, row] as [Generation, string, Row]),
	...ROWS_V2.map((row) => ['v2', row.code, row] as [Generation, string, Row]),
];
/** What any path and method can give, whether the contract has it or not. */
const OF_NO_OPERATION = ['not_found', 'method_not_allowed'];

const credentialOf = (generation: Generation) => (generation === 'v1' ? b.v1() : b.v2());

/** The error on the wire. It also echoes the token, as careless servers do. */
function wireError(generation: Generation, row: Row, status?: number): Reply {
	const code = row.code as ErrorCode;
	const body = generation === 'v1' ? v1ErrorBody(code, row.detail) : v2ErrorBody(code, row.detail);
	return { status: status ?? errorEntry(code).status, body };
}

/** The answers before the error, in the envelope of the dialect. */
function repliesOf(generation: Generation, row: Row, error: Reply): Reply[] {
	const before = (PROVOCATIONS[row.by].before ?? []).map((body) =>
		json(generation === 'v2' && 'requests' in body ? { data: { jobs: body } } : body),
	);
	return [...before, error];
}

async function failed(generation: Generation, row: Row, error = wireError(generation, row)) {
	b.answer(repliesOf(generation, row, error));
	return await failure(b.trial(credentialOf(generation), PROVOCATIONS[row.by].parameters));
}

describe.each(['v1', 'v2'] as const)('the table and the contract of %s', (generation) => {
	const rows = generation === 'v1' ? ROWS_V1 : ROWS_V2;
	const ofContract = ERROR_CODES.filter(
		(code) =>
			OF_NO_OPERATION.includes(code) ||
			OPERATION_IDS.map(operation).some(
				(one) => one.generation === generation && errorsOf(one).includes(code),
			),
	);

	it('have the same codes, so that no error is left out and none is made up', () => {
		expect([...new Set(rows.map(({ code }) => code))].sort()).toEqual([...ofContract].sort());
	});

	it('agree that the call of each row can give the error', async () => {
		for (const row of rows) {
			if (OF_NO_OPERATION.includes(row.code)) continue;
			await failed(generation, row);
			const { method, path } = b.seen[b.seen.length - 1];
			const called = OPERATION_IDS.map(operation).find(
				(one) => one.method === method && matches(one.path, path),
			);
			const given = called === undefined ? [] : errorsOf(called);
			expect({ row: row.code, by: row.by, given }).toMatchObject({
				given: expect.arrayContaining([row.code]) as unknown,
			});
		}
	});
});

/** Whether a path fits a template such as `/api/v2/incident/{incident_id}`. */
function matches(template: string, path: string): boolean {
	const wanted = template.split('/');
	const given = path.split('/');
	return (
		wanted.length === given.length &&
		wanted.every((part, index) => part.startsWith('{') || part === given[index])
	);
}

describe.each(ROWS)('%s %s', (generation, _code, row) => {
	const status = String(errorEntry(row.code as ErrorCode).status);

	it('says what happened and what to do', async () => {
		const error = await failed(generation, row);
		expect(error.name).toBe('NodeApiError');
		expect(error.message).toBe(row.message);
		expect(error.description).toBe(row.description);
		expect(error.httpCode).toBe(status);
		expect(error.context.itemIndex).toBe(0);
	});

	it('becomes an item with Continue On Fail, paired with the one that failed', async () => {
		b.answer(repliesOf(generation, row, wireError(generation, row)));
		const trial = b.trial(credentialOf(generation), PROVOCATIONS[row.by].parameters, {
			node: { onError: 'continueRegularOutput' },
		});
		const [item] = await items(trial);
		expect(item.json).toMatchObject({
			error: row.message,
			description: row.description,
			httpCode: status,
		});
		expect(item.pairedItem).toEqual({ item: 0 });
	});

	it('carries no secret, even where the server echoes it', async () => {
		const secret = generation === 'v1' ? TOKEN_V1 : TOKEN_V2;
		const error = await failed(generation, row, echoing(wireError(generation, row), secret));
		expect(error.everything).not.toContain(secret);
	});
});

/** The same error with the token at the end of each of its texts. */
function echoing(error: Reply, secret: string): Reply {
	const echo = (value: unknown): unknown =>
		typeof value === 'string'
			? `${value} ${secret}`
			: Object.fromEntries(Object.entries(value as IDataObject).map(([k, v]) => [k, echo(v)]));
	return { ...error, body: echo(error.body) };
}

describe('every row', () => {
	const words = ROWS.map(([generation, code, row]) => [generation, code, row] as const);

	it.each(words)('%s %s is written in whole sentences, and says nothing twice', (_g, _c, row) => {
		expect(row.message).toMatch(/^(Could not|The server refused to) \w.*[^.\s]$/);
		expect(row.description).toMatch(/^[A-Z].*\.$/);
		expect(row.description).not.toMatch(/\.\.|\. \(code|\b(\w+): \1\b/i);
		expect(row.message).not.toMatch(/Bad Request|\b(\w+): \1\b/i);
	});

	it.each(words)('%s %s names something to do', (_g, _c, row) => {
		expect(row.description).toMatch(
			/\b(Create|Delete|Regenerate|[Cc]heck|Choose|Send|Correct|Shorten|Take|Give|Use|Narrow|Lower|Let|Try|Start|Mend|Map|Ask|Fetch|use|look|belongs|proxy)\b/,
		);
	});

	it.each(words)(
		'%s %s comes out the same inside an answer with status 200',
		async (g, _c, row) => {
			const error = await failed(g, row, wireError(g, row, 200));
			expect(error.httpCode).toBe('200');
			expect(error.message).toMatch(/^(Could not|The server refused to) /);
			const spoken = `${error.message} ${error.description}`;
			if (row.detail !== undefined) expect(spoken).toContain(row.detail.replace(/\.$/, ''));
			expect(spoken).not.toMatch(/is not JSON/);
		},
	);

	it.each(words)(
		'%s %s is understood without its words, by the status alone',
		async (g, _c, row) => {
			const { status } = errorEntry(row.code as ErrorCode);
			const error = await failed(g, row, bare(status));
			expect(error.httpCode).toBe(String(status));
			expect(error.message).toMatch(/^(Could not|The server refused to) \w/);
			expect(error.description).toMatch(/^[A-Z].*\.$/);
		},
	);
});

/** An answer with nothing but a status. */
const bare = (status: number): Reply => ({ status, body: '' });

it('a server that knows more errors than the contract is still read', async () => {
	const teapot = reply({
		status: 418,
		body: { error: { code: '9', title: 'Teapot', detail: 'x' } },
	});
	const error = await b.fail(b.v2(), PROVOCATIONS.search.parameters, teapot);
	expect(error.message).toBe('The server refused to search logs: Teapot: x');
	expect(error.description).toBe('Check the parameters of the node. Error code: 9.');
});
