/** Compiles TypeScript for jest: types are dropped, not checked, and a module loads when something of it is used. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lazily } from '../../../scripts/lazily.mjs';

const require = createRequire(import.meta.url);
const tests = fileURLToPath(new URL('../..', import.meta.url));
const server = fileURLToPath(new URL('../../../server/', import.meta.url));

/** What the results depend on beside a file itself. */
const compiler = [
	require('esbuild/package.json').version,
	...[import.meta.url, '../../../scripts/lazily.mjs'].map((file) =>
		readFileSync(new URL(file, import.meta.url), 'utf8'),
	),
].join('\n');

/** Whether a module may load late: parts of tests must not, as they set up hooks while they load. */
function mayWait(path, module) {
	// Parsers run under a budget of time, and a module that is stopped while it loads is broken for good.
	if (path.includes('/server/logs/ingest/')) return false;
	return !module.startsWith('.') || !join(dirname(path), module).startsWith(tests);
}

/** When a file was written, ms; 0 = there is none. */
const written = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** What `scripts/compile-server.mjs` has made of a file of the server; undefined when that is older than the file. */
function fromServer(path) {
	if (!path.startsWith(server) || path.startsWith(join(server, 'console', 'client') + sep))
		return undefined;
	const made = join(server, 'dist', relative(server, path).replace(/\.ts$/, '.js'));
	if (written(made) <= written(path)) return undefined;
	const code = readFileSync(made, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
	return { code, map: readFileSync(`${made}.map`, 'utf8') };
}

/** How esbuild ends the exports of a module: with a copy of them, by which each use would take a second way round. */
const COPIED = /^module\.exports = __toCommonJS\((\w+)\);$/m;

function compiled(source, path) {
	// Loaded for files that no earlier run has compiled.
	const { code, map } = require('esbuild').transformSync(source, {
		loader: 'ts',
		format: 'cjs',
		target: 'es2024',
		supported: { 'dynamic-import': false },
		sourcemap: 'external',
		sourcefile: path,
		sourcesContent: false,
	});
	const own = 'module.exports = __defProp($1, "__esModule", { value: true });';
	return { code: hoistMocks(code.replace(COPIED, own)), map };
}

/** `jest.mock(...)` by itself, as esbuild writes it. */
const MOCK = /^jest\.mock\((?:.*;|.*(?:\n[\t ].*|\n)*\n\S.*;)\n/gm;

/** Moves `jest.mock(...)` to the top of a file: it has to happen before anything of the module is loaded. What follows stays in its lines. */
function hoistMocks(code) {
	const mocks = code.match(MOCK) ?? [];
	return `"use strict"; ${mocks.join('')}${code.replace(MOCK, '')}`;
}

export default {
	getCacheKey(source, path) {
		return createHash('sha256').update([compiler, path, source].join('\0')).digest('hex');
	},

	process(source, path) {
		const { code, map } = fromServer(path) ?? compiled(source, path);
		return {
			code: lazily(code, (module) => mayWait(path, module)),
			map: { ...JSON.parse(map), sources: [path], sourcesContent: [source] },
		};
	},
};
