/** A demo attack by the administrator API: marked events, real alerts and incidents, and an entry in the audit log. */
import { DEMO_ATTACKS } from '../../../server/demo';
import { NOW, TestServer } from '../../support/server';
import { until } from '../../support/until';
import { signIn, type ConsoleCall } from '../console/session';

let server: TestServer;
let call: ConsoleCall;

beforeAll(async () => {
	server = await TestServer.start();
	call = await signIn(server);
});
afterAll(() => expect(server.faults).toEqual([]));

test('the attacks are those of the command line', async () => {
	const { body } = await call('GET', '/demo/attacks');
	expect(body.attacks).toEqual([...DEMO_ATTACKS].map(([name, { what }]) => ({ name, what })));
});

test.each([...DEMO_ATTACKS.keys()])('%s raises alerts that are marked', async (attack) => {
	server.clock.advance(60_000);
	const { status, body } = await call('POST', '/demo/attacks', { attack });
	expect(status).toBe(201);
	expect(body).toMatchObject({ attack, dropped: 0, query: `DEMO_ATTACK = "${attack}"` });
	expect(body.alerts.length).toBeGreaterThan(0);
	for (const { id, profile, severity, host } of body.alerts) {
		expect(['critical', 'trouble', 'attention']).toContain(severity);
		expect(host).toMatch(/^demo-/);
		const { body: one } = await call('GET', `/alerts/${id}`);
		expect(one.alert).toMatchObject({ profileName: profile, document: { DEMO_ATTACK: attack } });
	}
	const found = await server.search({
		query: body.query,
		start_time: body.from,
		end_time: body.to,
	});
	expect(found.body.meta.total_items).toBe(body.events);
	for (const { HOSTNAME } of found.body.data.hits) expect(HOSTNAME).toMatch(/^demo-/);
	const audit = await call('GET', '/audit?event=demo_attack_sent&limit=1');
	expect(audit.body.entries[0]).toMatchObject({
		...{ actor: 'admin', count: body.events, category: 'administration' },
		note: `${attack}: ${body.alerts.length} alerts; ${body.query}`,
	});
});

test('its critical alerts become incidents', async () => {
	await until(async () => {
		const { body } = await call('GET', '/v2/incident?from=1&limit=50');
		return body.data.incidents.find(({ actors }: { actors: { entity?: string[] }[] }) =>
			actors.some(({ entity = [] }) => entity.some((name) => name.startsWith('demo-'))),
		);
	});
});

test('events of a log source that is disabled are told as left out', async () => {
	server.clock.advance(60_000);
	const { body } = await call('POST', '/demo/attacks', { attack: 'ssh-brute-force' });
	const { host } = body.alerts[0];
	const sources = await call('GET', '/v2/log-sources?from=1&limit=100');
	const { log_source_id } = sources.body.data.log_sources.find(
		({ log_source }: { log_source: string }) => log_source === host,
	);
	await call('PUT', '/v2/log-sources', { log_sources: [{ log_source_id, status: 'disabled' }] });
	// The same second makes the same people and hosts.
	const again = await call('POST', '/demo/attacks', { attack: 'ssh-brute-force' });
	expect(again.body).toMatchObject({ events: 0, dropped: body.events });
});

test.each([
	[{}, 'attack: expected one of ssh-brute-force, new-local-admin, web-scan'],
	[{ attack: 'x' }, 'attack: expected one of ssh-brute-force, new-local-admin, web-scan'],
	[{ attack: 'web-scan', host: 'x' }, 'Unrecognized key: "host"'],
])('refuses %j', async (wrong, detail) => {
	const { status, body } = await call('POST', '/demo/attacks', wrong);
	expect([status, body.error]).toEqual([400, { code: 'invalid_request', detail }]);
});

test('only administrators may, and no page of another site', async () => {
	const body = { attack: 'web-scan' };
	const path = '/admin/api/demo/attacks';
	const { headers, ...none } = await server.call(path, { token: null, method: 'POST', body });
	expect([none.status, headers.get('set-cookie')]).toEqual([403, null]);
	const byDemoToken = await server.call(path, { token: server.demoToken, method: 'POST', body });
	expect(byDemoToken.status).toBe(403);
	const admin = await server.tokenWith(['admin']);
	expect((await server.call(path, { token: admin, method: 'POST', body })).status).toBe(201);
	expect(NOW).toBeLessThan(server.clock.now());
});
