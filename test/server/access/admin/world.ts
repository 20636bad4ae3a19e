/** An administrator API over a real registry on a free port, with a client that keeps its cookie. */
import { adminDoor, adminRouter, faults } from '../../../../server/http';
import { ManualClock } from '../../../../server/platform';
import { openTokens } from '../../../../server/compose';
import { TokenRegistry } from '../../../../server/access/tokens';
import Koa from 'koa';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAdministration } from '../../../../server/access/admin/open';
import type { AdminParts } from '../../../../server/access/admin/parts';

export const PASSWORD = 'correct horse battery';
export const NOW = Date.parse('2026-11-23T12:00:00Z');

/** An answer, its body parsed. */
export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly body: any;
}

/** Everything a test touches. */
export interface World {
	readonly url: string;
	readonly directory: string;
	readonly clock: ManualClock;
	readonly registry: TokenRegistry;
	readonly parts: AdminParts;
	/** Errors that the application would have to answer. */
	readonly unexpected: unknown[];
	call(
		method: string,
		path: string,
		body?: unknown,
		headers?: Record<string, string>,
	): Promise<Answer>;
	logIn(): Promise<void>;
	close(): Promise<void>;
}

/** Starts one. */
export async function startWorld(): Promise<World> {
	const directory = mkdtempSync(join(tmpdir(), 'l360-admin-'));
	const clock = new ManualClock(NOW);
	const { registry, store } = await openTokens({ directory, clock, refreshMs: 0 });
	const cost = { cost: 16, blockSize: 8, parallelization: 1 };
	const parts = await openAdministration({
		store,
		registry,
		clock,
		key: Buffer.alloc(32, 7),
		password: PASSWORD,
		gatherMs: 0,
		cost,
	});
	const unexpected: unknown[] = [];
	const app = new Koa();
	app.use(faults((error) => unexpected.push(error)));
	const door = adminDoor(parts);
	app.use((ctx, next) => (ctx.path.startsWith('/admin/') ? door(ctx, next) : next()));
	app.use(adminRouter(parts).routes());
	const server = createServer(app.callback()).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	let cookie = '';

	const call: World['call'] = async (method, path, body, headers = {}) => {
		const response = await fetch(`${url}/admin/api${path}`, {
			method,
			headers: {
				'X-Log360-Console': '1',
				...(cookie === '' ? {} : { Cookie: cookie }),
				...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
				...headers,
			},
			...(body === undefined
				? {}
				: { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		const set = response.headers.getSetCookie()[0];
		if (set !== undefined) cookie = set.split(';')[0] as string;
		const text = await response.text();
		return {
			status: response.status,
			headers: response.headers,
			body: text === '' ? undefined : JSON.parse(text),
		};
	};
	return {
		url,
		directory,
		clock,
		registry,
		parts,
		unexpected,
		call,
		async logIn() {
			const { status } = await call('POST', '/login', { password: PASSWORD });
			if (status !== 200) throw new Error(`The login was answered with ${status}`);
		},
		async close() {
			await stop(server);
			await parts.hashing.close();
			await registry.close();
			rmSync(directory, { recursive: true });
		},
	};
}

function stop(server: Server): Promise<unknown> {
	server.closeAllConnections();
	return new Promise((resolve) => server.close(resolve));
}
