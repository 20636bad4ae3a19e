/** The backend of a test file, in a process of its own: `log360-server start`, with cheap password hashes, prepared demo data, and orders by message. */
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire, enableCompileCache } from 'node:module';

// As the command does: compiled code is kept between starts.
enableCompileCache();
const require = createRequire(import.meta.url);
const dist = (path) => require(`../../../server/dist/${path}.js`);
const { serverOptions } = dist('cli/server-options');
const { openTokens } = dist('compose/index');
const { parseConfig } = dist('config/index');
const { ALL_SCOPES } = dist('contract/index');
const { startServer } = dist('main');
const { ManualClock, systemClock } = dist('platform/index');

const [data = '', begin = '', ...args] = process.argv.slice(2);
/** Stands still until it is moved when the test says where it begins. */
const manual = begin === '' ? undefined : new ManualClock(Number(begin));
const clock = manual ?? systemClock;

const parsed = parseConfig(['--data', data, ...args], {}, () => '');
if (!('ok' in parsed)) throw new Error(JSON.stringify(parsed));
const asked = await serverOptions(parsed.ok);
const settings = {
	...{ ...asked, clock, onProgress: () => undefined },
	passwordCost: { cost: 1024, blockSize: 8, parallelization: 1 },
};
if (!settings.empty) await copyDemoData();
const server = await startServer(settings);

/** Orders are those of `order.ts`. */
process.on('message', (order) => {
	void obey(order).then((told) => process.send?.({ done: order.number, told }));
});
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));
const { url, demoToken, v1Token } = server;
process.stdout.write(`${JSON.stringify({ url, demoToken, v1Token })}\n`);

async function obey({ advance, administrator }) {
	if (advance !== undefined) {
		manual?.advance(advance);
		await server.jobs.wake();
	}
	return administrator === true ? administratorToken() : undefined;
}

/** Makes a token of every scope on the running server's data, as the command does. */
async function administratorToken() {
	const { registry } = await openTokens({ directory: data, clock, refreshMs: 0 });
	try {
		const token = { name: 'tests', generation: 'v2', scopes: ALL_SCOPES, expiresAt: null };
		return (await registry.create(token)).secret;
	} finally {
		await registry.close();
	}
}

/** A day of demo events takes two seconds to make: once for all test files. */
async function copyDemoData() {
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
	cpSync(made, data, { recursive: true });
}
