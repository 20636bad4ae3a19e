/** A store that does not answer is told in the dialect of the caller, with when to come again, and without its address. */
import Koa from 'koa';
import { faults } from '../../../server/http';
import { IntentHeldError } from '../../../server/storage/postgres';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** As errors of the engines come out of a thread. */
const away = (name: string, port: number) =>
	Object.assign(new Error(`connect ECONNREFUSED 10.1.2.3:${port}`), {
		...{ name, code: 'STORE_UNAVAILABLE' },
	});

describe.each(['/RestAPI/v1/search', '/api/v2/search', '/admin/api/audit', '/ingest'])(
	'%s',
	(path) => {
		it.each([
			[away('StoreUnavailableError', 9200), 'the store of the events does not answer', true],
			[away('PostgresUnavailableError', 5432), 'the database does not answer', true],
			[new IntentHeldError('until 5'), 'another server is storing this batch', false],
		])('%s', async (error, detail, isAway) => {
			const reported: unknown[] = [];
			const told: Error[] = [];
			const app = new Koa();
			app.use(
				faults(
					(fault) => reported.push(fault),
					(problem) => told.push(problem),
				),
			);
			app.use(() => {
				throw error;
			});
			const handle = app.callback();
			const server = createServer((request, response) => void handle(request, response));
			await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
			const { port } = server.address() as AddressInfo;
			const answer = await fetch(`http://127.0.0.1:${port}${path}`);
			const text = await answer.text();
			server.closeAllConnections();
			await new Promise((done) => server.close(done));

			expect({ status: answer.status, after: answer.headers.get('retry-after') }).toEqual({
				...{ status: 503, after: '5' },
			});
			expect(text).toContain(detail);
			expect(text).not.toContain('10.1.2.3');
			expect(Object.keys(JSON.parse(text) as object)).toEqual(
				path.startsWith('/RestAPI/') ? ['ERROR_CODE', 'ERROR_DESCRIPTION'] : ['error'],
			);
			expect(reported).toEqual([]);
			expect(told).toEqual(isAway ? [error] : []);
		});
	},
);
