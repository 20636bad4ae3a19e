/** An execution that has waited for the limit of requests says how long; pauses are counted here and not made. */
import { bench } from '../support/cases';
import { hints } from '../support/n8n';
import { json } from '../support/scripted';

jest.mock('../../../nodes/Log360/transport/wait', () => ({ wait: async () => true }));

const b = bench();
const search = { resource: 'log', operation: 'search', query: '*', timeRange: 'lastHour' };
const found = json({ data: { hits: [{ HOSTNAME: 'web01' }] } });
const busy = (seconds: number) => ({
	...{ status: 429, headers: { 'retry-after': String(seconds) } },
	body: { error: { code: '10000429', title: 'Too Many Requests' } },
});

it('adds up the pauses of all items', async () => {
	b.answer([busy(30), found, busy(4), found, found]);
	expect(await hints(b.trial(b.v2(), search, { items: [{}, {}, {}] }))).toEqual([
		expect.stringMatching(
			/^3[45] s of this were spent waiting for the server's limit of requests\./,
		),
	]);
});

it('counts no pause for another reason, and tells of no short one', async () => {
	b.answer([{ ...busy(60), status: 503, body: {} }, found]);
	expect(await hints(b.trial(b.v2(), search))).toEqual([]);
	b.answer([busy(3), found]);
	expect(await hints(b.trial(b.v2(), search))).toEqual([]);
});
