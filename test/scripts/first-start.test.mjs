/** The scripts of a first start run on the Node that a newcomer has, 20 at least: nothing in them may need a newer one. */
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What README and CONTRIBUTING name as first commands; whatever they import comes with them, later imports too. */
const FIRST = ['start', 'setup', 'test'].map((name) => join(root, 'scripts', `${name}.mjs`));
/** What Node's types and the language's later years have, and Node 20 has not. */
const OLDEST = 20;

/** @returns what the files use of Node that a version after the oldest has brought, each with its place */
function tooNew(files, sources = {}) {
	const options = {
		...{ allowJs: true, checkJs: true, noEmit: true, strict: false, skipLibCheck: true },
		...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
		...{ target: ts.ScriptTarget.ES2023, lib: ['lib.es2023.d.ts'], types: ['node'] },
	};
	const host = ts.createCompilerHost(options);
	const { readFile, fileExists } = host;
	host.getCurrentDirectory = () => root;
	host.readFile = (file) => sources[file] ?? readFile(file);
	host.fileExists = (file) => file in sources || fileExists(file);
	const program = ts.createProgram(files, options, host);
	const checker = program.getTypeChecker();
	const found = [];
	const own = program
		.getSourceFiles()
		.filter(({ fileName }) => fileName.endsWith('.mjs') && !fileName.includes('node_modules'));
	for (const file of own) {
		const visit = (node) => {
			if (ts.isIdentifier(node) && isNew(checker.getSymbolAtLocation(node), checker)) {
				const { line } = file.getLineAndCharacterOfPosition(node.getStart());
				found.push(`${file.fileName.replace(root, '')}:${line + 1} ${node.text}`);
			}
			ts.forEachChild(node, visit);
		};
		visit(file);
	}
	return { found, own: own.map(({ fileName }) => fileName.replace(root, '')) };
}

/** Whether every version that Node's types name as the first to have it is later; versions before may have got it afterwards. */
function isNew(symbol, checker) {
	if (symbol === undefined) return false;
	const named = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
	const declarations = named.declarations ?? [];
	if (!declarations.some((one) => one.getSourceFile().fileName.includes('/@types/node/')))
		return false;
	const since = named.getJsDocTags(checker).find(({ name }) => name === 'since');
	const majors = [...ts.displayPartsToString(since?.text ?? []).matchAll(/v?(\d+)\.\d+/g)];
	return majors.length > 0 && majors.every(([, major]) => Number(major) > OLDEST);
}

test('they use nothing that Node 20 has not', () => {
	const { found, own } = tooNew(FIRST);
	assert.deepEqual(found, []);
	// What is loaded late is among them.
	assert.ok(own.includes('scripts/n8n/demo.mjs'), own.join());
	assert.ok(own.includes('scripts/n8n/process.mjs'), own.join());
});

test('what a later Node has brought is found', () => {
	const file = join(root, 'scripts', 'made-up.mjs');
	const { found } = tooNew([file], {
		[file]:
			"import { globSync, readFileSync } from 'node:fs';\nreadFileSync(globSync('*')[0]);\nimport.meta.dirname;\n",
	});
	assert.deepEqual(found, ['scripts/made-up.mjs:1 globSync', 'scripts/made-up.mjs:2 globSync']);
});
