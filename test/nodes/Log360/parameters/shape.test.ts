/** Output Fields: simplified, selected or raw, for items, pages and tools. */
import { bench } from '../../support/cases';
import { output } from '../../support/n8n';
import { json } from '../../support/scripted';

const b = bench();
const hit = {
	TIME: Date.UTC(2026, 10, 28),
	HOSTNAME: 'web01',
	EVENTID: 4625,
	RAWLOG: 'x'.repeat(2000),
	MESSAGE: 'failed',
};
const search = (more = {}) => ({
	resource: 'log',
	operation: 'search',
	query: '*',
	timeRange: 'lastHour',
	...more,
});
const answer = { data: { hits: [hit] } };

it('is simplified by default, without raw logs', async () => {
	const [found] = await b.run(b.v2(), search(), answer);
	expect(found).toMatchObject({ time: '2026-11-28T00:00:00.000Z', host: 'web01', eventId: '4625' });
	expect(found).not.toHaveProperty('RAWLOG');
});

it('cuts long messages for an agent, and says by how much; elsewhere they are whole', async () => {
	const long = { ...hit, MESSAGE: 'm'.repeat(700) };
	const asTool = { node: { type: 'n8n-nodes-log360.log360Tool' } };
	b.answer([json({ data: { hits: [long, hit] } })]);
	const found = await output(b.trial(b.v2(), search(), asTool));
	expect(found.map(({ message }) => message)).toEqual([
		`${'m'.repeat(500)}… (200 more characters)`,
		'failed',
	]);
	const [whole] = await b.run(b.v2(), search(), { data: { hits: [long] } });
	expect(whole.message).toBe(long.MESSAGE);
});

it('is what the server sent when it is raw', async () => {
	expect(await b.run(b.v2(), search({ outputFields: 'raw' }), answer)).toEqual([hit]);
});

it.each<[unknown, object]>([
	['HOSTNAME, EVENTID', { HOSTNAME: 'web01', EVENTID: 4625 }],
	['event id, Hostname', { 'event id': 4625, Hostname: 'web01' }],
	['EVENTID, NOTHING', { EVENTID: 4625 }],
	['={{ ["EVENTID"] }}', { EVENTID: 4625 }],
])('has the selected fields %j', async (selectedFields, expected) => {
	const parameters = search({ outputFields: 'selected', selectedFields });
	expect(await b.run(b.v2(), parameters, answer)).toEqual([expected]);
});

it('needs to know which fields to select, before any call', async () => {
	const error = await b.fail(b.v2(), search({ outputFields: 'selected' }), answer);
	expect(error.message).toBe('Fields is empty');
	expect(b.seen).toHaveLength(0);
});

it('shapes the results of jobs, also page by page', async () => {
	const parameters = {
		resource: 'job',
		operation: 'getResults',
		job: { __rl: true, mode: 'id', value: 'j' },
		output: 'pages',
		returnAll: true,
	};
	const job = { data: { jobs: { requests: [{ request_id: 'j', stage: 'SUCCESS' }] } } };
	const results = { data: { hits: [{ ...hit, ALERT_ID: 7, ALERT_SEVERITY: 'Trouble' }, hit] } };
	const [{ hits }] = await b.run(b.v2(), parameters, job, results);
	expect(hits).toMatchObject([
		{ id: '7', severity: 'trouble', host: 'web01' },
		{ eventId: '4625', host: 'web01' },
	]);
});

it('has the address of the page in the console where the server names its console', async () => {
	b.answer([
		{
			...json({ data: { hits: [{ ALERT_ID: 7 }] } }),
			headers: { 'x-log360-console': '/console/' },
		},
	]);
	const alerts = { resource: 'alert', operation: 'getMany', timeRange: 'lastHour' };
	const [found] = await b.run(b.v2(), alerts);
	expect(found.url).toBe(`${b.url}/console/#/alerts/7`);
	b.answer([
		{ ...json({ data: { hits: [{ ALERT_ID: 7 }] } }), headers: { 'x-log360-console': '//evil' } },
	]);
	expect((await b.run(b.v2(), alerts))[0].url).toBeNull();
});
