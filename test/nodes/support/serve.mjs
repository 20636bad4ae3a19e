/**
 * The backends of a worker's test files, in a process of their own: what `log360-server start` does, with cheap password hashes and
 * prepared demo data, by orders in messages.
 */
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire, enableCompileCache } from 'node:module';

// As the command does: compiled code is kept between starts.
enableCompileCache();
const require = createRequire(import.meta.url);
require('../../support/jest/threads.js');
const dist = (path) => require(`../../../server/dist/${path}.js`);
const { serverOptions } = dist('cli/server-options');
const { openTokens } = dist('compose/index');
const { parseConfig } = dist('config/index');
const { ALL_SCOPES } = dist('contract/index');
const { startServer } = dist('main');
const { ManualClock, systemClock } = dist('platform/index');

/** Running servers, by the numbers of the orders that started them. */
const servers = new Map();

/** Orders and answers are those of `order.ts`. */
process.on('message', (order) => {
	const { number } = order;
	obey(order).then(
		(told) => process.send({ done: number, told }),
		(error) => process.send({ done: number, failed: error.stack }),
	);
});
process.on('disconnect', () => process.exit(0));

async function obey({ number, start, server, advance, administrator, close }) {
	if (start !== undefined) return begin(number, start);
	const running = servers.get(server);
	if (advance !== undefined) {
		running.clock.advance(advance);
		await running.server.jobs.wake();
	}
	if (administrator) return administratorToken(running);
	if (close) {
		servers.delete(server);
		await running.server.close();
	}
	return undefined;
}

async function begin(number, { data, begin, args }) {
	const clock = begin === undefined ? systemClock : new ManualClock(begin);
	const parsed = parseConfig(['--data', data, ...args], {}, () => '');
	if (!('ok' in parsed)) throw new Error(JSON.stringify(parsed));
	const settings = {
		...{ ...(await serverOptions(parsed.ok)), clock, onProgress: () => undefined },
		passwordCost: { cost: 1024, blockSize: 8, parallelization: 1 },
	};
	if (!settings.empty) await copyDemoData(settings);
	const server = await startServer(settings);
	servers.set(number, { server, clock, data });
	const { url, demoToken, v1Token } = server;
	return { url, demoToken, v1Token };
}

/** Makes a token of every scope on the running server's data, as the command does. */
async function administratorToken({ data, clock }) {
	const { registry } = await openTokens({ directory: data, clock, refreshMs: 0 });
	try {
		const token = { name: 'tests', generation: 'v2', scopes: ALL_SCOPES, expiresAt: null };
		return (await registry.create(token)).secret;
	} finally {
		await registry.close();
	}
}

/** A day of demo events takes two seconds to make: once for all test files. */
async function copyDemoData(settings) {
	const folder = process.env.LOG360_TESTS_FOLDER;
	if (folder === undefined) return;
	const made = join(folder, 'demo');
	if (!existsSync(made)) {
		const own = mkdtempSync(`${made}-`);
		await (await startServer({ ...settings, data: own })).close();
		try {
			renameSync(own, made);
		} catch {
			// Another process was faster.
			rmSync(own, { recursive: true });
		}
	}
	cpSync(made, settings.data, { recursive: true });
}
