/** Log Source > Add Windows. */
import { bench, v2Error, v2Only } from '../../../support/cases';

const b = bench();
const add = (...source: Array<Record<string, unknown>>) => ({
	resource: 'logSource',
	operation: 'addWindows',
	logSources: { source } as never,
});
const one = { host: ' web01 ', domain: 'EXAMPLE', agentId: '7' };

v2Only(b, add(one));

it('posts hosts, domains and agents', async () => {
	await b.run(b.v2(), add(one, { host: 'web02', domain: 'EXAMPLE', agentId: '' }), {
		data: { log_sources: [] },
	});
	expect(b.seen[0]).toMatchObject({
		method: 'POST',
		path: '/api/v2/log-sources/windows',
		body: {
			log_sources: [
				{ log_source: 'web01', domain_name: 'EXAMPLE', agent_id: 7 },
				{ log_source: 'web02', domain_name: 'EXAMPLE' },
			],
		},
	});
});

it('returns what was added', async () => {
	const added = { log_source_id: 9, log_source: 'web01' };
	expect(await b.run(b.v2(), add(one), { data: { log_sources: [added] } })).toEqual([added]);
});

it('returns the message of a server that lists nothing', async () => {
	expect(await b.run(b.v2(), add(one), { data: { message: 'Added' } })).toEqual([
		{ message: 'Added' },
	]);
});

it.each([
	['no log source', add(), 'There is no log source to add'],
	['no domain', add(one, { host: 'web02', domain: '' }), 'Log source 2 has no host or no domain'],
	[
		'more than 100',
		add(...Array.from({ length: 101 }, () => one)),
		'101 log sources were given, but one call adds at most 100',
	],
])('refuses %s before the call', async (_name, parameters, message) => {
	expect((await b.fail(b.v2(), parameters, {})).message).toBe(message);
	expect(b.seen).toHaveLength(0);
});

it('does not send the call again after a 503, since it changes something', async () => {
	const error = await b.fail(b.v2(), add(one), v2Error(503, 'Service Unavailable'));
	expect(error.httpCode).toBe('503');
	expect(b.seen).toHaveLength(1);
});
