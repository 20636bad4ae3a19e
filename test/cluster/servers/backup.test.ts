/** A backup as docs/scale-out.md says it: a dump, then a snapshot, both restored; events that came in between lose nothing and lose nothing to others. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { connect } from '../../../server/storage/opensearch';
import { NOW, TestServer } from '../../support/server';
import { tempFolder } from '../../support/temp';
import { OPENSEARCH, onOpenSearch, removeAll } from '../opensearch/connection';
import { administer, describePostgres, postgresUrl } from '../postgres/fixture';
import { clusterOf } from './place';

const HOUR = 3_600_000;
const PROGRAMS = process.env['LOG360_TEST_POSTGRES_PROGRAMS'];

/** Raises an alert of a profile that each installation has. */
const cleared = (HOSTNAME: string) => ({
	...{ TIME: NOW - HOUR, HOSTNAME, LOGTYPE: 'Windows', EVENTID: 1102, CHANNEL: 'Security' },
	USERNAME: 'mallory',
});

/** Many at one moment, so that they need the ids that others had. */
const many = (HOSTNAME: string) =>
	Array.from({ length: 40 }, (_, n) => ({ TIME: NOW - 2 * HOUR, HOSTNAME, N: n }));

/** A program of PostgreSQL on the database of this run. */
function run(program: string, args: readonly string[]): void {
	const url = new URL(postgresUrl());
	const { password } = url;
	url.password = '';
	const path = PROGRAMS === undefined ? program : join(PROGRAMS, program);
	const env = { ...process.env, PGPASSWORD: password };
	execFileSync(path, [`--dbname=${url.href}`, ...args], {
		env,
		stdio: ['ignore', 'ignore', 'pipe'],
	});
}

onOpenSearch('an installation', () => {
	describePostgres('on OpenSearch and PostgreSQL', () => {
		it('is restored from its backup, and takes in what comes afterwards', async () => {
			const data = tempFolder();
			const { opensearch, postgres } = clusterOf(data);
			const prefix = opensearch.prefix as string;
			const client = connect({ nodes: [OPENSEARCH as string] });
			const repository = `/_snapshot/backup-${randomBytes(6).toString('hex')}`;
			const call = (method: 'PUT' | 'POST' | 'DELETE', path: string, body?: object) =>
				client.call<unknown>({ method, path, ...(body && { body }), query: {} });
			const total = async (server: TestServer, query: string) => {
				const { status, body } = await server.search({ query });
				expect(status).toBe(200);
				return body.meta.total_items as number;
			};
			const alerts = async (server: TestServer) => {
				const { body } = await server.call('/api/v2/alerts', {
					body: {
						query: '*',
						start_time: '1970-01-01T00:00:00Z',
						end_time: '2100-01-01T00:00:00Z',
					},
				});
				return (body.data.hits as { HOSTNAME: string }[]).map(({ HOSTNAME }) => HOSTNAME).sort();
			};

			const before = await TestServer.start({ data });
			await before.store([cleared('known'), ...many('known')]);
			const dump = join(tempFolder(), 'log360.dump');
			run('pg_dump', [`--schema="${postgres.schema}"`, '--format=custom', `--file=${dump}`]);
			// Ids of a minute that the dump knows nothing of.
			await before.store([{ ...cleared('between'), TIME: NOW - HOUR / 2 }]);
			await before.store(many('between').map((event) => ({ ...event, TIME: NOW - 3 * HOUR })));
			await call('PUT', repository, { type: 'fs', settings: { location: repository.slice(11) } });
			await call('PUT', `${repository}/one?wait_for_completion=true`, {
				...{ indices: `${prefix}-*`, include_global_state: false },
			});
			await before.store([cleared('after')]);
			const { demoToken } = before;
			await before.close();

			await administer((db) => db.query(`DROP SCHEMA "${postgres.schema}" CASCADE`));
			await removeAll(client, prefix);
			run('pg_restore', ['--exit-on-error', dump]);
			await call('POST', `${repository}/one/_restore?wait_for_completion=true`, {
				include_global_state: false,
			});

			const restored = await TestServer.start({ data });
			expect(restored.demoToken).toBe(demoToken);
			expect(await total(restored, 'HOSTNAME = known')).toBe(41);
			expect(await total(restored, 'HOSTNAME = between')).toBe(41);
			expect(await total(restored, 'HOSTNAME = after')).toBe(0);
			expect(await alerts(restored)).toEqual(['known']);

			// Whoever sends again what came since has it stored, and nothing that is there gives way to it.
			await restored.store(many('again').map((event) => ({ ...event, TIME: NOW - 3 * HOUR })));
			await restored.store([{ ...cleared('again'), TIME: NOW - HOUR / 2 }]);
			expect(await total(restored, 'HOSTNAME = again')).toBe(41);
			expect(await total(restored, 'HOSTNAME = between')).toBe(41);
			expect(await alerts(restored)).toEqual(['again', 'known']);
			expect(restored.faults).toEqual([]);
			await restored.close();
			await call('DELETE', `${repository}/one`);
			await call('DELETE', repository);
			await client.close();
		});
	});
});
