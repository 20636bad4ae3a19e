/** How the node handles failed items: stop, continue, or a separate output; and what it says of a broken workflow. */
import type { INode } from 'n8n-workflow';

import { bench } from '../support/cases';
import { items, run } from '../support/n8n';
import { json } from '../support/scripted';

const b = bench();
const search = {
	resource: 'log',
	operation: 'search',
	outputFields: 'raw',
	query: '={{ $json.q }}',
	timeRange: 'lastHour',
	options: { maxRetries: 0 },
};
const three = [{ q: 'A = 1' }, { q: 'bad' }, { q: 'C = 3' }];

/** Refuses the query `bad`, and answers others with it. */
function refuseBad() {
	b.answer(({ body }) => {
		const { query } = body as { query: string };
		return query === 'bad'
			? json({ error: { code: '10000400', title: 'Bad Request', detail: 'no operator' } }, 400)
			: json({ data: { hits: [{ query }] } });
	});
}

const go = async (onError: INode['onError'], more: Partial<INode> = {}) =>
	await run(b.trial(b.v2(), search, { items: three, node: { onError, ...more } }));

it('stops at the first failed item by default', async () => {
	refuseBad();
	const result = await go('stopWorkflow');
	expect(result.status).toBe('error');
	expect(b.seen).toHaveLength(2);
	expect(result.data.resultData.error).toMatchObject({
		httpCode: '400',
		context: { itemIndex: 1 },
	});
});

it('continues with an item that tells message, advice, code and index', async () => {
	refuseBad();
	const result = await go('continueRegularOutput');
	const [main] = result.data.resultData.runData.Log360[0].data?.main ?? [];
	expect(main).toHaveLength(3);
	expect(main?.[0]).toMatchObject({ json: { query: 'A = 1' }, pairedItem: { item: 0 } });
	expect(main?.[1].json).toEqual({
		error: expect.stringContaining('no operator') as string,
		description: expect.any(String) as string,
		httpCode: '400',
		cause: 'badRequest',
		itemIndex: 1,
	});
	expect(main?.[1].pairedItem).toEqual({ item: 1 });
	expect(main?.[2]).toMatchObject({ json: { query: 'C = 3' }, pairedItem: { item: 2 } });
});

it('sends failed items to the output for errors where there is one', async () => {
	refuseBad();
	const result = await go('continueErrorOutput');
	const [good, bad] = result.data.resultData.runData.Log360[0].data?.main ?? [];
	expect(good?.map(({ json: { query } }) => query)).toEqual(['A = 1', 'C = 3']);
	expect(bad).toHaveLength(1);
	expect(bad?.[0].json.error).toContain('no operator');
	expect(bad?.[0].json).toEqual({
		// The field of the input item.
		q: 'bad',
		error: expect.stringContaining('no operator') as string,
		message: expect.stringContaining('no operator') as string,
		details: {
			description: expect.stringContaining('Check the parameters') as string,
			httpCode: '400',
			cause: 'badRequest',
			itemIndex: 1,
		},
	});
});

it('treats the older switch Continue On Fail the same', async () => {
	refuseBad();
	const result = await go(undefined, { continueOnFail: true });
	const [main] = result.data.resultData.runData.Log360[0].data?.main ?? [];
	expect(main?.[1].json).toMatchObject({ httpCode: '400', itemIndex: 1 });
});

it('continues behind a mistake that is found before the call, too', async () => {
	b.answer(() => json({ data: [] }));
	const found = await items(
		b.trial(
			b.v2(),
			{ ...search, query: '*', timeRange: 'custom', startTime: '={{ $json.start }}' },
			{
				items: [{ start: 'soon' }, { start: '2026-11-01' }],
				node: { onError: 'continueRegularOutput' },
			},
		),
	);
	expect(found).toHaveLength(1);
	expect(found[0].json).toEqual({
		error: expect.stringContaining('Start Time "soon" is not a time') as string,
		description: 'Correct the parameter.',
		itemIndex: 0,
	});
	expect(b.seen).toHaveLength(1);
});

it('continues behind an expression that cannot be evaluated', async () => {
	b.answer(() => json({ data: { hits: [{ n: 1 }] } }));
	const found = await items(
		b.trial(
			b.v2(),
			{ ...search, query: '={{ $json.q.trim() }}' },
			{ items: [{ q: 7 }, { q: 'A = 1' }], node: { onError: 'continueRegularOutput' } },
		),
	);
	const last = found[found.length - 1];
	expect(last).toMatchObject({ json: { n: 1 }, pairedItem: { item: 1 } });
});

it.each([
	['an operation', { resource: 'log', operation: 'nonsense' }, /"nonsense" of resource "log"/],
	['a resource', { resource: 'nonsense', operation: 'getMany' }, /of resource "nonsense"/],
])('names %s that the node does not have', async (_what, parameters, message) => {
	const error = await b.fail(b.v2(), parameters, {});
	expect(error.message).toMatch(message);
	expect(error.description).toBe('Choose Resource and Operation again.');
	expect(b.seen).toHaveLength(0);
});

it.each([
	['', 'The server URL of the credential is empty'],
	['log360.example.com:8095', 'must begin with http:// or https://'],
	['http://user:pass@log360.example.com', 'must not contain a user name or password'],
])('says what is wrong with the server URL "%s"', async (serverUrl, message) => {
	const error = await b.fail({ ...b.v2(), serverUrl }, search, {});
	expect(error.message).toContain(message);
	expect(error.description).toBe('Correct the Server URL in the Log360 API credential.');
	expect(error.everything).not.toContain('user:pass');
	expect(b.seen).toHaveLength(0);
});
