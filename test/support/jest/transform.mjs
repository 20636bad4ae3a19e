/** Compiles TypeScript for jest: types are dropped, not checked, and a module loads when something of it is used. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lazily } from '../../../scripts/lazily.mjs';

const require = createRequire(import.meta.url);
const tests = fileURLToPath(new URL('../..', import.meta.url));

/** What the results depend on beside a file itself. */
const compiler = [
	require('typescript/package.json').version,
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

/** `jest.mock(...)` by itself, which has to happen before anything of the module is loaded. */
function isMock(ts, statement) {
	return (
		ts.isExpressionStatement(statement) &&
		ts.isCallExpression(statement.expression) &&
		statement.expression.expression.getText() === 'jest.mock'
	);
}

/** Moves `jest.mock(...)` to the top of a file. */
function hoistMocks(ts) {
	return () => (file) => {
		const mocks = file.statements.filter((statement) => isMock(ts, statement));
		if (mocks.length === 0) return file;
		const others = file.statements.filter((statement) => !mocks.includes(statement));
		return ts.factory.updateSourceFile(file, [...mocks, ...others]);
	};
}

export default {
	getCacheKey(source, path) {
		return createHash('sha256').update([compiler, path, source].join('\0')).digest('hex');
	},

	process(source, path) {
		// Loaded for files that no earlier run has compiled.
		const ts = require('typescript');
		const { outputText, sourceMapText } = ts.transpileModule(source, {
			fileName: path,
			compilerOptions: {
				module: ts.ModuleKind.CommonJS,
				target: ts.ScriptTarget.ES2024,
				esModuleInterop: true,
				isolatedModules: true,
				sourceMap: true,
			},
			transformers: { before: [hoistMocks(ts)] },
		});
		const map = JSON.parse(sourceMapText);
		return {
			code: lazily(outputText, (module) => mayWait(path, module)),
			map: { ...map, sources: [path], sourcesContent: [source] },
		};
	},
};
