/** Two servers on the same engines: what one writes the other shows, and when one stops or dies the other goes on. */
import type { ManualClock } from '../../../server/platform';
import { JobCaller, shownJobs } from '../../server/http/jobs-dialects';
import { NOW, TestServer } from '../../support/server';
import { tempFolder } from '../../support/temp';
import { until } from '../../support/until';
import { PASSWORD } from '../../server/console/session';
import { onOpenSearch } from '../opensearch/connection';
import { describePostgres } from '../postgres/fixture';

const HOUR = 3_600_000;
const cleared = (HOSTNAME: string) => ({
	...{ TIME: NOW - HOUR, HOSTNAME, LOGTYPE: 'Windows', EVENTID: 1102, CHANNEL: 'Security' },
	USERNAME: 'mallory',
});

onOpenSearch('two servers', () => {
	describePostgres('on OpenSearch and PostgreSQL', () => {
		const data = tempFolder();
		let one: TestServer;
		let other: TestServer;
		const start = (clock?: ManualClock) =>
			TestServer.start({ data, api: { pageSize: 2 }, ...(clock === undefined ? {} : { clock }) });
		beforeAll(async () => {
			// Side by side, as after an outage; the second waits for the first to make what a first start makes.
			[one, other] = await Promise.all([start(), start()]);
		});
		afterEach(() => expect([...one.faults, ...other.faults]).toEqual([]));

		it('have the same tokens and key from their first start on', () => {
			expect([other.demoToken, other.v1Token]).toEqual([one.demoToken, one.v1Token]);
		});

		it('find events of each other, with their sources, fields and numbers', async () => {
			await one.store([{ TIME: NOW, HOSTNAME: 'web01', N: 1 }]);
			await other.store([{ TIME: NOW, HOSTNAME: 'WEB01', N: 2 }]);
			for (const server of [one, other]) {
				const { body } = await server.search({ query: 'HOSTNAME = web01' });
				expect(body.data.hits.map(({ N }: { N: number }) => N).sort()).toEqual([1, 2]);
				const sources = (await server.call('/api/v2/log-sources')).body.data.log_sources;
				expect(sources).toMatchObject([{ log_source: 'web01', status: 'enabled' }]);
			}
		});

		it('go on with a page that the other began', async () => {
			await one.store([1, 2, 3].map((P) => ({ TIME: NOW, HOSTNAME: 'pages', P })));
			const first = await one.search({ query: 'HOSTNAME = pages' });
			expect(first.body.data.hits).toHaveLength(2);
			const { cursor } = first.body.meta;
			const second = await other.call('/api/v2/search', { body: { cursor } });
			expect(second.body.data.hits).toHaveLength(1);
		});

		it('take a token of each other at once, and refuse it when the other has revoked it', async () => {
			const made = await one.call('/admin/api/tokens', {
				body: { name: 'shared', scopes: ['search.READ'], expires: '7d' },
			});
			expect(made.status).toBe(201);
			const token = made.body.secret as string;
			expect((await other.search({}, { token })).status).toBe(200);
			const path = `/admin/api/tokens/${made.body.token.id}/revoke`;
			expect((await one.call(path, { method: 'POST' })).status).toBe(200);
			await until(async () =>
				(await other.search({}, { token })).status === 401 ? true : undefined,
			);
		});

		it('know sessions and passwords of each other', async () => {
			const headers = { 'X-Log360-Console': '1' };
			const login = (server: TestServer, password: string) =>
				server.call('/admin/api/login', { token: null, headers, body: { password } });
			const { headers: answered } = await login(one, PASSWORD);
			const cookie = answered.getSetCookie()[0]?.split(';')[0] ?? '';
			const asked = { token: null, headers: { ...headers, cookie } };
			expect((await other.call('/admin/api/tokens', asked)).status).toBe(200);
			const changed = await other.call('/admin/api/password', {
				...{ ...asked, method: 'PUT' },
				body: { current: PASSWORD, next: 'quite another password' },
			});
			expect(changed.status).toBeLessThan(300);
			expect((await login(one, PASSWORD)).status).toBe(401);
			expect((await login(one, 'quite another password')).status).toBe(200);
		});

		it('apply a parser rule and the zone of a source that the other was told of', async () => {
			await one.call('/api/v2/log-type', { body: { log_type_name: 'Door' } });
			const rule = { log_type_id: 'Door', rule_name: 'card', pattern: 'card=(?<CARD>\\d+)' };
			const made = await one.call('/api/v2/log-type/parser-rule', { body: rule });
			expect(made.status).toBe(200);
			const event = { TIME: NOW, HOSTNAME: 'door1', LOGTYPE: 'Door', MESSAGE: 'card=7' };
			// Told by a notification, which comes when it comes.
			await until(async () => {
				await other.store([event]);
				const { body } = await other.search({ query: 'CARD = 7' });
				return body.data.hits.length > 0 ? true : undefined;
			});
			const { body } = await other.call('/api/v2/log-sources/by-name?name=door1');
			const zone = { log_source_id: body.data.log_source_id, time_zone: '+05:00' };
			const told = { method: 'PUT', body: { log_sources: [zone] } };
			expect((await one.call('/api/v2/log-sources', told)).status).toBe(200);
			await until(async () => {
				await other.ingest('Jan 31 10:00:00 door1 app[1]: local time');
				const { body: found } = await other.search({
					...{ query: 'MESSAGE = "local time"', response_type: 'server' },
				});
				const times = found.data.hits.map(({ TIME }: { TIME: number }) => TIME);
				return times.includes(Date.UTC(2026, 0, 31, 5)) ? true : undefined;
			});
		});

		it('raise an alert once, show it, and make one incident of it', async () => {
			await one.store([cleared('dc01')]);
			const alerts = async (server: TestServer) => {
				const body = {
					query: '*',
					start_time: '2000-01-01T00:00:00Z',
					end_time: '2100-01-01T00:00:00Z',
				};
				return (await server.call('/api/v2/alerts', { body })).body.data.hits as unknown[];
			};
			expect(await alerts(one)).toHaveLength(1);
			expect(await alerts(other)).toHaveLength(1);
			const incidents = async (server: TestServer) =>
				(await server.call('/api/v2/incident')).body.data.incidents as { incident_id: number }[];
			await until(async () => ((await incidents(other)).length > 0 ? true : undefined));
			expect(await incidents(one)).toHaveLength(1);
			expect(await incidents(other)).toEqual(await incidents(one));
		});

		it('decide with a profile that the other has changed', async () => {
			const path = '/admin/api/alerts/profiles/1101';
			expect((await one.call(path, { method: 'PUT', body: { enabled: false } })).status).toBe(200);
			await other.store([cleared('dc02')]);
			expect((await one.call(path, { method: 'PUT', body: { enabled: true } })).status).toBe(200);
			await other.store([cleared('dc03')]);
			const body = {
				query: '*',
				start_time: '2000-01-01T00:00:00Z',
				end_time: '2100-01-01T00:00:00Z',
			};
			const { hits } = (await other.call('/api/v2/alerts', { body })).body.data;
			const hosts = hits.map(({ HOSTNAME }: { HOSTNAME: string }) => HOSTNAME).sort();
			expect(hosts).toEqual(['dc01', 'dc03']);
		});

		it('answer for jobs and for exported files of each other', async () => {
			const asks = (server: TestServer) => new JobCaller(() => server, 'v2');
			const id = await asks(one).submit('HOSTNAME = pages');
			const done = await until(async () => {
				const [job] = shownJobs(await asks(other).jobs(id));
				return job?.state === 'SUCCESS' ? job : undefined;
			});
			expect(done).toMatchObject({ id, hits: 3 });
			expect((await asks(other).page(id, 2)).body.data.hits).toHaveLength(1);
			const [{ incident_id }] = (await one.call('/api/v2/incident')).body.data.incidents;
			const exported = await one.call(`/api/v2/incident/${incident_id}/export`, {
				body: { format: 'json' },
			});
			const path = `/api/v2/incident/export/${exported.body.data.export_id}`;
			await until(async () => {
				const { status } = (await other.call(path)).body.data;
				expect(status).not.toBe('FAILED');
				return status === 'COMPLETED' ? true : undefined;
			});
			expect((await other.call(`${path}/file`)).body).toMatchObject({ incident_id });
		});

		it('go on when one of them stops, and have it back', async () => {
			await one.close();
			await other.store([{ TIME: NOW, HOSTNAME: 'after', A: 1 }]);
			one = await start(other.clock);
			expect((await one.search({ query: 'HOSTNAME = after' })).body.data.hits).toHaveLength(1);
		});
	});
});
