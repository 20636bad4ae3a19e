/** Log > Send: the key under which the server stores a repeated call once, and when a call is repeated. */
import { bench, reply } from '../../../support/cases';
import { run, type Trial } from '../../../support/n8n';

const b = bench();
const stored = { lines: 1, stored: 1, refused: 0, dropped: 0, errors: [] };
const send = { resource: 'log', operation: 'send', events: { MESSAGE: 'a' } };
/** Keys of the calls that a run made. */
const keysOf = async (more: Partial<Trial> = {}, parameters: object = {}) => {
	b.answer(() => ({ body: stored }));
	await run(b.trial(b.v2(), { ...send, ...parameters }, more));
	return b.seen.map(({ headers }) => headers['idempotency-key'] as string);
};

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async () => undefined,
}));

describe('the key', () => {
	it('is the same for the same item of the same execution', async () => {
		const first = await keysOf({ items: [{}, {}] });
		expect(await keysOf({ items: [{}, {}] })).toEqual(first);
		expect(first).toHaveLength(2);
		for (const key of first) expect(key).toMatch(/^[\w-]{43}$/);
	});

	it('differs by item, execution, node, turn of a loop, logs and how they are read', async () => {
		const all = [
			...(await keysOf({ items: [{}, {}], turns: 2 })),
			...(await keysOf({ executionId: '2' })),
			...(await keysOf({ node: { id: 'other' } })),
			...(await keysOf({}, { events: { MESSAGE: 'b' } })),
			...(await keysOf({}, { options: { host: 'h' } })),
			...(await keysOf({}, { options: { timeZone: '+02:00' } })),
		];
		expect(all).toHaveLength(9);
		expect(new Set(all).size).toBe(9);
	});
});

describe('a call without an answer', () => {
	const lost = { reset: true };
	const busy = { status: 503, body: {} };

	it.each([
		['a lost connection', [lost, lost, { body: stored }]],
		['a gateway without its server', [busy, { status: 502, body: {} }, { body: stored }]],
	])('is repeated with its key after %s', async (_name, replies) => {
		const [report] = await b.run(b.v2(), send, ...replies.map((one) => reply(one)));
		expect(report).toMatchObject({ stored: 1 });
		expect(b.seen).toHaveLength(3);
		const [first] = b.seen;
		for (const { headers, body } of b.seen)
			expect([headers['idempotency-key'], body]).toEqual([
				first.headers['idempotency-key'],
				first.body,
			]);
	});

	it('is repeated with its key by n8n', async () => {
		const replies = [lost, { body: stored }];
		b.answer(replies);
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const parameters = { ...send, options: { maxRetries: 0 } };
		const { data } = await run(b.trial(b.v2(), parameters, { node }));
		expect(data.resultData.error).toBeUndefined();
		const [first, second] = b.seen.map(({ headers }) => headers['idempotency-key']);
		expect(first).toMatch(/^[\w-]{43}$/);
		expect(second).toBe(first);
	});

	it('is told as one of unknown end that may be repeated', async () => {
		const error = await b.fail(b.v2(), send, reply(lost));
		expect(b.seen).toHaveLength(5);
		expect(error.context.cause).toBe('interrupted');
		expect(error.description).toMatch(/unknown whether .*; Retry On Fail .* anything twice\.$/);
	});
});
