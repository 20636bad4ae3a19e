/** Every operation with only its mandatory parameters: the exact requests, with all defaults left out. */
import { bench, TOKEN_V1, TOKEN_V2, type Bench } from '../../../support/cases';
import { items } from '../../../support/n8n';
import { CASES, parametersOf, RUNS, type Kind } from './cases';
import { contractAnswers } from './contract';
import { sent } from './sent';
import { resources } from '../../../../../nodes/Log360/resources';

const b = bench();
const credentialsFor = (kind: Kind, of: Bench) => of[kind]();

it('covers every operation of the node', () => {
	const all = resources.flatMap((resource) =>
		resource.operations.map(({ value }) => `${resource.value}/${value}`),
	);
	expect(CASES.map(({ name }) => name).sort()).toEqual(all.sort());
});

describe.each(RUNS)('$name with a credential for $kind', (entry) => {
	const parameters = parametersOf(entry);
	const credentials = () => credentialsFor(entry.kind, b);

	it('sends these requests and nothing else', async () => {
		b.answer(contractAnswers);
		await items(b.trial(credentials(), parameters));
		expect(b.seen.map(sent)).toEqual(entry.requests[entry.kind]);
	});

	it('sends the token of the generation as bearer, and asks for JSON', async () => {
		b.answer(contractAnswers);
		await items(b.trial(credentials(), parameters));
		for (const { path, headers } of b.seen) {
			const token = path.startsWith('/RestAPI/v1') ? TOKEN_V1 : TOKEN_V2;
			expect(headers.authorization).toBe(`Bearer ${token}`);
			expect(headers.accept).toBe('application/json');
			expect(headers).not.toHaveProperty('x-log360-callback-url');
		}
	});

	it('runs once per item and pairs what comes out with it', async () => {
		b.answer(contractAnswers);
		const found = await items(b.trial(credentials(), parameters, { items: [{}, {}, {}] }));
		const calls = entry.requests[entry.kind] ?? [];
		expect(b.seen.map(sent)).toEqual([...calls, ...calls, ...calls]);
		const pairs = found.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect([...new Set(pairs)]).toEqual([0, 1, 2]);
		expect(pairs).toEqual([...pairs].sort());
		expect(found.length % 3).toBe(0);
	});

	it('keeps going behind a failed item with Continue On Fail', async () => {
		let failed = false;
		b.answer((seen, count) => {
			if (failed) return contractAnswers(seen, count);
			failed = true;
			return { status: 400, body: { error: { code: '1', title: 'no' } } };
		});
		const found = await items(
			b.trial(credentials(), parameters, {
				items: [{}, {}],
				node: { onError: 'continueRegularOutput' },
			}),
		);
		const [error, ...others] = found;
		expect(error.pairedItem).toEqual({ item: 0 });
		expect(error.json).toMatchObject({
			error: expect.stringMatching(/^The server refused to .+: no$/) as string,
			httpCode: '400',
			cause: 'badRequest',
			itemIndex: 0,
		});
		expect(others.length).toBeGreaterThan(0);
		for (const { pairedItem, json: record } of others) {
			expect(pairedItem).toEqual({ item: 1 });
			expect(record).not.toHaveProperty('error');
		}
	});

	it('names the failed item in the error otherwise, and no secret', async () => {
		b.answer(() => ({ status: 401, body: { error: { code: '1', title: 'Unauthorized' } } }));
		const error = await b.fail(credentials(), parameters);
		expect(error.name).toBe('NodeApiError');
		expect(error.httpCode).toBe('401');
		expect(error.context.itemIndex).toBe(0);
		expect(error.everything).not.toContain(TOKEN_V1);
		expect(error.everything).not.toContain(TOKEN_V2);
		expect(b.seen).toHaveLength(1);
	});
});
