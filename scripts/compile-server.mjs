/**
 * Compiles the files of the server that changed since they were compiled, and bundles it anew when there were any: what tests need.
 * Types are dropped, not checked; `npm run typecheck` does that, and `npm run build:server` makes the release.
 */
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { bundleServer } from './bundle-server.mjs';
import { isTable, lazily, schemasLate } from './lazily.mjs';
import { root } from './toolchain.mjs';

const server = join(root, 'server');
const require = createRequire(import.meta.url);

/** When a file was written, ms; 0 = there is none. */
const written = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const compiled = (source) => join(server, 'dist', source.replace(/\.ts$/, '.js'));

/** Settings of the compiler, by project. */
const settingsOf = new Map();

/** The compiler's settings for a file, those of its project. */
function optionsOf(ts, source) {
	const project = source.startsWith(join('console', 'client')) ? 'console/client' : '.';
	if (!settingsOf.has(project)) settingsOf.set(project, readSettings(ts, project));
	return settingsOf.get(project);
}

function readSettings(ts, project) {
	const { config } = ts.readConfigFile(join(server, project, 'tsconfig.json'), ts.sys.readFile);
	const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, server);
	// A single file does not tell that the server's package is CommonJS.
	return project === '.' ? { ...options, module: ts.ModuleKind.CommonJS } : options;
}

/** What is at work while a line is parsed: that is stopped when it takes too long, and a module that is stopped while it loads is broken for good. */
const AT_ONCE = /^(?:platform|logs[/\\](?:events|ingest|log-types|query|terms))[/\\]/;

function compile(ts, source) {
	const { outputText, sourceMapText } = ts.transpileModule(
		readFileSync(join(server, source), 'utf8'),
		{ fileName: basename(source), compilerOptions: optionsOf(ts, source) },
	);
	const target = compiled(source);
	mkdirSync(dirname(target), { recursive: true });
	const browser = source.startsWith(join('console', 'client'));
	const text = isTable(source) ? schemasLate(outputText) : outputText;
	writeFileSync(target, browser || AT_ONCE.test(source) ? text : lazily(text));
	if (sourceMapText !== undefined) writeFileSync(`${target}.map`, sourceMapText);
}

const skipped = /^(dist|node_modules)\b|\.d\.ts$/;
const sources = globSync('**/*.ts', { cwd: server }).filter((file) => !skipped.test(file));
const settings = Math.max(
	...[
		...['server/tsconfig.json', 'server/console/client/tsconfig.json'],
		...['scripts/compile-server.mjs', 'scripts/lazily.mjs'],
	].map((file) => written(join(root, file))),
);
const stale = sources.filter(
	(file) => written(compiled(file)) <= Math.max(settings, written(join(server, file))),
);

const known = new Set(sources.map(compiled));
const orphans = globSync('**/*.js', { cwd: join(server, 'dist') })
	.map((file) => join(server, 'dist', file))
	.filter((file) => !known.has(file) && !file.endsWith('.bundle.js'));
for (const file of orphans) rmSync(file);

if (stale.length > 0) {
	const ts = require('typescript');
	for (const source of stale) compile(ts, source);
}
const bundle = written(join(server, 'dist', 'cli.bundle.js'));
const inputs = [
	...sources.map(compiled),
	...['package-lock.json', 'scripts/bundle-server.mjs', 'scripts/lazily.mjs'].map((file) =>
		join(root, file),
	),
];
if (inputs.some((file) => written(file) > bundle)) await bundleServer();
