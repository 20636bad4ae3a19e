/** What the errors of polls tell n8n, so that it lets a trigger back off: causes that time heals, and no others. */
import { bench, reply } from '../../support/cases';
import { poller } from '../../support/n8n';

const b = bench();
const poll = async () => {
	const { poll: next } = poller(b.v2(), { event: 'jobFinished' });
	return (await next().catch((error: unknown) => error)) as Error & { failure?: object };
};

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	// The retries before the failure are tested elsewhere.
	sleep: async () => undefined,
}));

it.each([
	[503, {}, { cause: 'temporarily-unavailable' }],
	[500, {}, { cause: 'temporarily-unavailable' }],
	[429, { 'retry-after': '90' }, { cause: 'rate-limited', retryAfterMs: 90_000 }],
	[401, {}, undefined],
	[403, {}, undefined],
	[400, {}, undefined],
	[404, {}, undefined],
])('HTTP %d is told as such', async (status, headers, failure) => {
	b.answer(() => ({ status, headers: headers as Record<string, string>, body: {} }));
	expect((await poll()).failure).toEqual(failure);
});

it('no answer is told as such', async () => {
	b.answer(() => ({ reset: true }));
	expect((await poll()).failure).toEqual({ cause: 'temporarily-unavailable' });
});

it('is part of the errors of the node as well, and says no secret', async () => {
	const parameters = { resource: 'logField', operation: 'getMany', options: { maxRetries: 0 } };
	const error = await b.fail(b.v2(), parameters, reply({ status: 503 }));
	expect(JSON.parse(error.everything)).toMatchObject({
		failure: { cause: 'temporarily-unavailable' },
	});
});
