/** What a start on one machine loads: nothing of the engines that several servers share, neither their clients nor our side of them. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { tempFolder } from '../../support/temp';

const MAIN = join(__dirname, '../../../server/dist/main.js');
const LAZILY = join(__dirname, '../../../scripts/lazily.mjs');

/**
 * Starts and stops a server in a process of its own, and tells what its first thread has loaded. Modules load what they import when
 * they use it, as bundles do: the compiler alone, which wrote the files if somebody has built the release, loads everything at once.
 */
const SCRIPT = `
const [main, data, script] = process.argv.slice(1);
const { lazily } = require(script);
const { _extensions: extensions } = require('node:module');
const { readFileSync } = require('node:fs');
const { '.js': usual } = extensions;
extensions['.js'] = (module, file) => {
	if (!/[\\\\/]server[\\\\/]dist[\\\\/]/.test(file)) usual(module, file);
	else module._compile(lazily(readFileSync(file, 'utf8')), file);
};
const { startServer } = require(main);
const api = { pageSize: 1000, v1Envelope: 'results', v1Form: 'client', maxBody: 1e6, checkAnswers: false,
	rateLimit: null, maxConcurrentSearches: null, v1Sunset: null };
startServer({ data, host: '127.0.0.1', port: 0, empty: true, demoTokens: true, maxBatch: 1e6, readers: 1, tlsCert: null,
	tlsKey: null, adminPassword: null, passwordCost: { cost: 1024, blockSize: 8, parallelization: 1 },
	logLevel: 'silent', api }).then(async (server) => {
	const headers = { authorization: 'Bearer ' + server.demoToken };
	await fetch(server.url + '/ingest', { method: 'POST', headers, body: '{"HOSTNAME":"h"}' });
	await server.close();
	process.stdout.write(JSON.stringify(Object.keys(require.cache)));
});
`;

test('a start, a batch and a stop load nothing of the shared engines', () => {
	const told = execFileSync(process.execPath, ['-e', SCRIPT, MAIN, tempFolder(), LAZILY], {
		encoding: 'utf8',
	});
	const loaded = (JSON.parse(told) as string[]).map((file) => file.replaceAll('\\', '/'));
	// What it does load is in the list: it would be empty if this looked at the wrong place.
	expect(loaded.some((file) => file.endsWith('/compose/embedded.js'))).toBe(true);
	const shared =
		/\/storage\/(?:postgres|opensearch)\/|\/compose\/cluster|node_modules\/(?:pg|@opensearch-project)\//;
	expect(loaded.filter((file) => shared.test(file))).toEqual([]);
});
