/** While an engine does not answer, callers are told so and when to come again, and `/health` says which one it is. */
import { NOW, TestServer, type Answer } from '../../support/server';
import { tempFolder } from '../../support/temp';
import { onOpenSearch } from '../opensearch/connection';
import { type Gate, gateBefore } from './gate';
import { clusterOf } from './place';

const EVENT = JSON.stringify({ TIME: NOW, HOSTNAME: 'web', IENAME: 'Failed logon' });

onOpenSearch('an engine that does not answer', () => {
	let server: TestServer;
	let search: Gate;
	let database: Gate;

	beforeAll(async () => {
		const data = tempFolder();
		const { opensearch, postgres } = clusterOf(data);
		search = await gateBefore(opensearch.nodes[0] as string);
		database = await gateBefore(postgres.url);
		server = await TestServer.start({
			data,
			cluster: {
				opensearch: { ...opensearch, nodes: [search.url], timeoutMs: 2_000 },
				postgres: { ...postgres, url: database.url },
			},
		});
		await server.store([JSON.parse(EVENT) as Record<string, unknown>]);
		// Answers that come from memory later.
		await server.adminToken();
		expect(await server.call('/admin/api/audit')).toMatchObject({ status: 200 });
	});

	afterEach(async () => {
		search.open();
		database.open();
		await healthIs({ status: 'ok', engines: { opensearch: 'ok', postgres: 'ok' } });
	});

	/** Asks until it is so: connections have to be made anew, and what is answered is remembered for a second. */
	async function healthIs(expected: object): Promise<Answer> {
		for (;;) {
			const answer = await server.call('/health', { token: null });
			if (JSON.stringify(answer.body) === JSON.stringify(expected)) return answer;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}

	function expectAway(answer: Answer, detail: string): void {
		expect({ status: answer.status, after: answer.headers.get('retry-after') }).toEqual({
			...{ status: 503, after: '5' },
		});
		const { error, ERROR_CODE, ERROR_DESCRIPTION } = answer.body as Record<string, any>;
		expect(error?.code ?? ERROR_CODE).toBe(error === undefined ? 'UNAVAILABLE' : '10009002');
		expect(error?.detail ?? ERROR_DESCRIPTION).toBe(
			`The server cannot answer now: ${detail} does not answer.`,
		);
	}

	it('OpenSearch: searches of both generations, and ingest', async () => {
		search.shut();
		const { status } = await healthIs({
			status: 'unwell',
			engines: { opensearch: 'unreachable', postgres: 'ok' },
		});
		expect(status).toBe(503);
		const events = 'the store of the events';
		expectAway(await server.search(), events);
		expectAway(await server.call('/RestAPI/v1/search', { body: { query: '*' } }), events);
		expectAway(await server.ingest(EVENT), events);
		// What lies elsewhere goes on.
		expect(await server.call('/admin/api/audit')).toMatchObject({ status: 200 });
		const metrics = String((await server.call('/metrics')).body);
		expect(metrics).toContain('\nlog360_opensearch_status 3\n');
		expect(metrics).toMatch(/\nlog360_opensearch_failed_requests [1-9]/);
		// The batch that was not acknowledged is taken up again when its lease is over.
		expect(metrics).toContain('\nlog360_ingest_batches_open 1\n');
	});

	it('PostgreSQL: ingest, alerts, incidents and the administrator', async () => {
		database.shut();
		const { status } = await healthIs({
			status: 'unwell',
			engines: { opensearch: 'ok', postgres: 'unreachable' },
		});
		expect(status).toBe(503);
		const what = 'the database';
		expectAway(await server.ingest(EVENT), what);
		expectAway(await server.call('/admin/api/audit'), what);
		expectAway(await server.call('/admin/api/alerts/profiles'), what);
		// Events are elsewhere.
		expect(await server.search()).toMatchObject({ status: 200 });
		expect(String((await server.call('/metrics')).body)).toMatch(
			/\nlog360_postgres_failed_transactions [1-9]/,
		);
	});

	it('afterwards all is as before, and what was acknowledged is there', async () => {
		const again = await server.ingest(EVENT);
		expect(again).toMatchObject({ status: 200, body: { stored: 1 } });
		const { body } = await server.search();
		expect(body.data.hits).toHaveLength(2);
		expect(server.faults).toEqual([]);
		const metrics = String((await server.call('/metrics')).body);
		expect(metrics).toMatch(/\nlog360_opensearch_status [01]\n/);
		expect(metrics).toMatch(/\nlog360_postgres_connections_open [1-9]/);
	});
});
