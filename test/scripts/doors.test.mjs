/** The lint of wings and doors: each kind of wrong import fails it and is told which door to use; right ones pass. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BEHIND_DOORS } from '../../.dependency-cruiser.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A small house of the same shape: a door, what lies behind it, and who looks at it. */
const HOUSE = {
	'server/platform/index.ts': "export { now } from './clock';\n",
	'server/platform/clock.ts': 'export const now = 1;\n',
	'server/logs/events/index.ts': "export type { Event } from './event';\n",
	'server/logs/events/event.ts': 'export interface Event {}\n',
	'server/logs/ingest/index.ts': "export { parse } from './parse';\n",
	'server/logs/ingest/parse.ts':
		"import type { Event } from '../events';\nexport const parse = (): Event => ({});\n",
	'server/storage/sqlite/index.ts': 'export const table = 1;\n',
	'server/http/index.ts':
		"import { parse } from '../logs/ingest';\nexport const answer = () => parse();\n",
	'nodes/Log360/router.ts': 'export const route = 1;\n',
	'credentials/one.ts': 'export const one = 1;\n',
	'server/dist/logs/ingest/index.js': 'exports.parse = require("./parse").parse;\n',
	'server/dist/logs/ingest/parse.js': 'exports.parse = () => ({});\n',
	'server/dist/storage/sqlite/events/writer.js': 'exports.EventWriter = class {};\n',
	'server/dist/main.js': 'exports.startServer = () => undefined;\n',
	'test/bench/ingest.mts':
		"import door from '../../server/dist/logs/ingest/index.js';\nimport main from '../../server/dist/main.js';\nexport const all = [door, main];\n",
	// One of the files that stand in `BEHIND_DOORS`.
	'test/crash/events.mjs':
		"import writer from '../../server/dist/storage/sqlite/events/writer.js';\nexport const made = new writer.EventWriter();\n",
	'test/server/logs/ingest/parse.test.ts':
		"import { parse } from '../../../../server/logs/ingest/parse';\nparse();\n",
};

/** Runs the lint on the house with these files added or changed. */
function lint(changed) {
	const folder = mkdtempSync(join(tmpdir(), 'log360-doors-'));
	try {
		for (const [path, text] of Object.entries({ ...HOUSE, ...changed })) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), text);
		}
		copyFileSync(join(root, 'server/tsconfig.json'), join(folder, 'server/tsconfig.json'));
		const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
		const config = join(root, '.dependency-cruiser.mjs');
		const args = ['--config', config, '--output-type', 'err-long'];
		const { status, stdout, stderr } = spawnSync(
			process.execPath,
			[program, ...args, 'server', 'nodes', 'credentials', 'test'],
			{ cwd: folder, encoding: 'utf8' },
		);
		return { status, stdout: stdout + stderr };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

test('a house with right imports passes', () => {
	const { status, stdout } = lint({});
	assert.equal(status, 0, stdout);
});

const WRONG = {
	'past a door': [
		{
			'server/http/index.ts':
				"import { parse } from '../logs/ingest/parse';\nexport const answer = parse;\n",
		},
		'Import from server/logs/ingest (its index.ts)',
	],
	'past a door, for a type': [
		{
			'server/http/index.ts':
				"import type { Event } from '../logs/events/event';\nexport const answer: Event = {};\n",
		},
		'Import from server/logs/events (its index.ts)',
	],
	'up the house': [
		{
			'server/logs/ingest/parse.ts':
				"import { answer } from '../../http';\nexport const parse = answer;\n",
		},
		'server/logs/ingest may use these doors and no others',
	],
	'into an engine': [
		{
			'server/http/index.ts':
				"import { table } from '../storage/sqlite';\nexport const answer = table;\n",
		},
		'server/http may use these doors and no others',
	],
	'in a circle, by types': [
		{
			'server/platform/clock.ts':
				"import type { Hour } from './hour';\nexport const now: Hour = 1;\nexport type Time = Hour;\n",
			'server/platform/hour.ts':
				"import type { Time } from './clock';\nexport type Hour = number;\nexport type Day = Time;\n",
		},
		'Files that import each other',
	],
	'in a circle, in the nodes': [
		{
			'nodes/Log360/router.ts': "import { item } from './item';\nexport const route = item;\n",
			'nodes/Log360/item.ts': "import { route } from './router';\nexport const item = route;\n",
		},
		'Files that import each other',
	],
	'behind the door of another part, from a test': [
		{
			'test/server/http/answer.test.ts':
				"import { parse } from '../../../server/logs/ingest/parse';\nparse();\n",
		},
		'Import from server/logs/ingest (its index.ts)',
	],
	'from the nodes into the server': [
		{
			'nodes/Log360/router.ts':
				"import { parse } from '../../server/logs/ingest';\nexport const route = parse;\n",
		},
		'The node package uses types of the server at most',
	],
	'from the server into the nodes': [
		{
			'server/http/index.ts':
				"import { route } from '../../nodes/Log360/router';\nexport const answer = route;\n",
		},
		'The server is a package of its own',
	],
};

for (const folder of ['bench', 'crash', 'e2e', 'field', 'fuzz']) {
	WRONG[`behind a door, compiled, from a script in test/${folder}`] = [
		{
			[`test/${folder}/parse.mjs`]:
				"import ingest from '../../server/dist/logs/ingest/parse.js';\ningest.parse();\n",
		},
		'Import from server/logs/ingest (its index.ts)',
	];
	WRONG[`behind a door, for a type, from a script in test/${folder}`] = [
		{
			[`test/${folder}/events.mts`]:
				"import type { Event } from '../../server/logs/events/event.ts';\nexport const one: Event = {};\n",
		},
		'Import from server/logs/events (its index.ts)',
	];
}

for (const [kind, [changed, told]] of Object.entries(WRONG)) {
	test(`an import ${kind} fails`, () => {
		const { status, stdout } = lint(changed);
		assert.notEqual(status, 0);
		assert.ok(stdout.includes(told), stdout);
	});
}

test('whatever stands behind a door and may be used is there, and a script uses it', () => {
	const scripts = ['bench', 'crash', 'field', 'fuzz'].flatMap((folder) =>
		readdirSync(join(root, 'test', folder), { recursive: true })
			.filter((name) => /\.m[jt]s$/.test(name))
			.map((name) => readFileSync(join(root, 'test', folder, name), 'utf8')),
	);
	for (const [file, reason] of Object.entries(BEHIND_DOORS)) {
		assert.ok(existsSync(join(root, 'server', `${file}.ts`)), file);
		assert.ok(
			scripts.some((text) => text.includes(`server/dist/${file}.js'`)),
			`no script uses ${file}`,
		);
		assert.match(reason, /^[a-z].{20,}$/);
	}
});
