/** An installation moves from one machine to shared engines and back: whatever is asked, three servers answer the same. */
import { FolderTables } from '../../../server/storage/sqlite';
import { SchemaTables, PostgresDatabase } from '../../../server/storage/postgres';
import {
	type MoveProgress,
	moveToCluster,
	moveToFolder,
	openTokens,
} from '../../../server/compose';
import { systemClock } from '../../../server/platform';
import { ALL_SCOPES } from '../../../server/contract';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NOW, TestServer } from '../../support/server';
import { tempFolder } from '../../support/temp';
import { until } from '../../support/until';
import { onOpenSearch } from '../opensearch/connection';
import { type Cluster, clusterOf } from '../servers/place';
import { answersOf } from './answers';

const SILENT: MoveProgress = { begin: () => {}, advance: () => {}, end: () => {} };

/** Stops a move at the n-th time that something is told, as a kill would at that place. */
class Stop extends Error {}
function stopAfter(count: number): MoveProgress {
	let left = count;
	const step = () => {
		if (left-- <= 0) throw new Stop('stopped');
	};
	return { begin: step, advance: step, end: step };
}

onOpenSearch('an installation moves', () => {
	const from = tempFolder();
	const to = tempFolder();
	const cluster: Cluster = clusterOf(from);
	const jobs: string[] = [];
	let token: string;
	let before: Map<string, unknown>;
	let clock: TestServer['clock'];

	const onCluster = { cluster: { ...cluster, postgres: { ...cluster.postgres, connections: 6 } } };
	const common = { clock: systemClock, progress: SILENT };

	/** Everything has something in it. */
	async function fill(server: TestServer): Promise<void> {
		const { registry } = await openTokens({ directory: from, clock: server.clock, refreshMs: 0 });
		const made = { name: 'all', generation: 'v2', scopes: ALL_SCOPES, expiresAt: null } as const;
		token = (await registry.create(made)).secret;
		await registry.close();
		await server.advance(1_000);
		const post = async (path: string, body: object, status = 200) => {
			const answer = await server.call(path, { token, body });
			expect({ path, status: answer.status, body: answer.body }).toMatchObject({ status });
			return answer.body;
		};
		await server.store([
			{
				TIME: NOW - 90_000,
				HOSTNAME: 'ÄÖ-host',
				MESSAGE: 'größe\u0000x',
				N: 1e21,
				'12': 3,
				__proto__x: 1,
			},
			{ TIME: Date.UTC(1999, 5, 1), HOSTNAME: 'old', IENAME: 'Failed logon' },
		]);
		const started = await post('/api/v2/search/async', {
			...{ query: '*', start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' },
		});
		jobs.push(String(Object.values(started.data)[0]));
		await until(async () => {
			await server.advance(1_000);
			const { body } = await server.call(`/api/v2/jobs?request_id=${jobs[0]}`, { token });
			return JSON.stringify(body).includes('SUCCESS') || undefined;
		});
	}

	beforeAll(async () => {
		const server = await TestServer.start({ data: from, cluster: undefined, empty: false });
		clock = server.clock;
		await fill(server);
		before = await answersOf(server, token, jobs);
		await server.close();
	});

	it('both sides know the same tables and columns', async () => {
		const database = await PostgresDatabase.open(cluster.postgres, []);
		const folder = new FolderTables(from);
		const schema = new SchemaTables(database);
		const columns = (tables: FolderTables | SchemaTables) =>
			tables.names.map((name) => [name, [...tables.columns(name)].sort()]);
		expect(columns(folder)).toEqual(columns(schema));
		await database.close();
	});

	it('to the engines, stopped at many places', async () => {
		let moved;
		for (let places = 2; moved === undefined; places *= 3) {
			moved = await moveToCluster({
				...{ ...common, directory: from, cluster, progress: stopAfter(places) },
			}).catch((error: unknown) => {
				if (!(error instanceof Stop)) throw error;
				return undefined;
			});
		}
		expect(moved.events).toBeGreaterThan(1_000);
	});

	it('there a server answers the same', async () => {
		const server = await TestServer.start({ data: from, clock, ...onCluster });
		const after = await answersOf(server, token, jobs);
		for (const [asked, answer] of before)
			expect([asked, after.get(asked)]).toEqual([asked, answer]);
		// Its late events get ids of their own.
		await server.store([{ TIME: NOW - 90_000, HOSTNAME: 'late' }]);
		expect(server.faults).toEqual([]);
		await server.close();
	});

	it('a second time is refused, as the target is in use', async () => {
		await expect(moveToCluster({ ...common, directory: from, cluster })).rejects.toThrow(
			/is in use: things move into an empty one only/,
		);
	});

	it('and back, stopped at many places; meanwhile no server starts there', async () => {
		let moved;
		let refused = 0;
		for (let places = 2; moved === undefined; places *= 3) {
			moved = await moveToFolder({
				...{ ...common, directory: to, cluster, progress: stopAfter(places) },
			}).catch((error: unknown) => {
				if (!(error instanceof Stop)) throw error;
				return undefined;
			});
			if (moved !== undefined) break;
			await expect(TestServer.start({ data: to, cluster: undefined })).rejects.toThrow(
				/has not come to its end/,
			);
			refused++;
		}
		expect(refused).toBeGreaterThan(2);
		expect(existsSync(join(to, 'migration.json'))).toBe(false);
	});

	it('one machine answers the same again', async () => {
		const server = await TestServer.start({ data: to, cluster: undefined, clock });
		const { body } = await server.search({ query: 'HOSTNAME = late' }, { token });
		expect(body.data.hits).toHaveLength(1);
		const after = await answersOf(server, token, jobs);
		for (const [asked, answer] of before)
			if (!/^(search|aggregate) \*|log-sources/.test(asked))
				expect([asked, after.get(asked)]).toEqual([asked, answer]);
		expect(server.faults).toEqual([]);
		await server.close();
	});
});
