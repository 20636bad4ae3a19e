/**
 * Checks every regular expression of the server and the nodes: none may take longer than linear time on any text, as
 * [recheck](https://makenowjust-labs.github.io/recheck/) judges, which knows every character, line separators included.
 *
 *   npm run lint:patterns [-- FILE...]
 *
 * Where recheck only estimates, its attack is tried with Node's own engine, drawn out to a length that patterns get to see: it is
 * slow if that takes long. Patterns that the code puts together are caught as the parsers of logs load. One that is slow and cannot meet a long text
 * says so in the line above, `// slow pattern: REASON`. What was found is kept in `node_modules/.cache`.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { root } from './toolchain.mjs';

const require = createRequire(import.meta.url);
const CACHE = join(root, 'node_modules', '.cache', 'log360-patterns.json');
const SOURCES = '{server,nodes,credentials}/**/*.ts';
const SKIPPED = /(?:^|[/\\])(?:node_modules|dist)[/\\]|\.d\.ts$/;
/** Modules that put patterns together: those are caught while these load. */
const LOADED = ['logs/ingest/parse-line.js', 'detection/index.js', 'logs/query/index.js'];
/** Longest time for one pattern, ms; one that is not decided by then counts as slow. */
const TIMEOUT = 60_000;
/** Longest text of an attack that is tried, and the processor time that it may take, ms. */
const ATTACK_LENGTH = 16_384;
const ATTACK_MS = 50;
const EXCUSE = /^\s*(?:\/\/|\*|\/\*\*?) slow pattern: (.+?)(?: \*\/)?$/;

if (isMainThread) await main(process.argv.slice(2));
else answerChecks();

async function main(files) {
	const found = new Map();
	const add = (source, flags, at) => {
		const key = `/${source}/${flags}`;
		const one = found.get(key) ?? { key, source, flags, at: [] };
		found.set(key, one);
		one.at.push(at);
	};
	const chosen = files.length > 0 ? files : globSync(SOURCES, { cwd: root });
	for (const file of chosen.filter((name) => !SKIPPED.test(name))) literalsOf(file, add);
	const literals = found.size;
	if (files.length === 0) builtWhileLoading(add);
	const verdicts = await verdictsOf([...found.values()]);

	let slow = 0;
	let excused = 0;
	for (const { key, at } of found.values()) {
		const verdict = verdicts.get(key);
		if (verdict.status === 'safe') continue;
		const reasons = at.map(excuseAt);
		if (reasons.every(Boolean)) {
			excused++;
			console.log(`accepted: ${key} at ${at.join(', ')}: ${reasons.join('; ')}`);
			continue;
		}
		slow++;
		console.error(`${at.join(', ')}: ${key} is slow: ${verdict.detail}`);
	}
	const built = found.size - literals;
	console.log(`${literals} patterns and ${built} put together: ${slow} slow, ${excused} accepted`);
	process.exitCode = slow === 0 && found.size > 0 ? 0 : 1;
}

/** Literals, and `new RegExp` of a text that stands there. */
function literalsOf(file, add) {
	const ts = require('typescript');
	const text = readFileSync(resolve(root, file), 'utf8');
	const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const lineOf = (node) => tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
	const visit = (node) => {
		if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) {
			const [, source, flags] = /^\/([^]*)\/([a-z]*)$/.exec(node.text);
			add(source, flags, `${file}:${lineOf(node)}`);
		}
		ts.forEachChild(node, visit);
	};
	visit(tree);
}

/** What `new RegExp` is given while the modules load. */
function builtWhileLoading(add) {
	const dist = join(root, 'server', 'dist');
	const Native = globalThis.RegExp;
	globalThis.RegExp = new Proxy(Native, {
		construct(target, [source, flags = ''], newTarget) {
			const at = new Error().stack.split('\n').find((line) => line.includes(dist));
			const place = /\((.*?):(\d+):\d+\)|at (.*?):(\d+):\d+$/.exec(at ?? '');
			if (typeof source === 'string' && place !== null)
				add(source, flags, `${relative(root, place[1] ?? place[3])}:${place[2] ?? place[4]}`);
			return Reflect.construct(target, [source, flags], newTarget);
		},
	});
	try {
		for (const name of LOADED) {
			// Modules behind a door load when something of it is first used.
			for (const part of Object.values(require(join(dist, name)))) void part;
		}
	} finally {
		globalThis.RegExp = Native;
	}
}

async function verdictsOf(patterns) {
	const { version } = require('recheck/package.json');
	const kept = readCache(version);
	const open = patterns.filter(({ key }) => !kept.has(key));
	const next = () => open.shift();
	await Promise.all(
		Array.from({ length: Math.min(availableParallelism(), open.length) }, () =>
			runChecks(next, kept),
		),
	);
	mkdirSync(dirname(CACHE), { recursive: true });
	writeFileSync(CACHE, JSON.stringify({ version, verdicts: [...kept] }));
	return kept;
}

function readCache(version) {
	try {
		const cache = JSON.parse(readFileSync(CACHE, 'utf8'));
		return new Map(cache.version === version ? cache.verdicts : []);
	} catch {
		return new Map();
	}
}

function runChecks(next, kept) {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL(import.meta.url), { workerData: { timeout: TIMEOUT } });
		let pattern = next();
		const go = () => (pattern === undefined ? worker.terminate() : worker.postMessage(pattern));
		worker.on('message', (verdict) => {
			kept.set(pattern.key, verdict);
			pattern = next();
			go();
		});
		worker.on('error', reject).on('exit', resolve);
		go();
	});
}

/** In a thread: judges one pattern after another. */
function answerChecks() {
	const { checkSync } = require('recheck/lib/browser.js');
	parentPort.on('message', ({ source, flags }) => {
		// What these flags change has no bearing on time, and recheck does not know them.
		const known = flags.replace(/[dv]/g, '');
		const result = checkSync(source, known, { timeout: workerData.timeout });
		const detail =
			result.status === 'vulnerable'
				? `${result.complexity.summary}, e.g. ${result.attack.pattern.slice(0, 200)}`
				: `not decided: ${JSON.stringify(result.error ?? null)}`;
		const estimated = result.status === 'vulnerable' && result.complexity.isFuzz;
		const status = estimated && !isSlow(source, flags, result.attack) ? 'safe' : result.status;
		parentPort.postMessage({ status, detail });
	});
}

/** Whether Node's engine is slow as well: the attack grows until it takes long or is as long as what patterns get to see. */
function isSlow(source, flags, { pumps, suffix }) {
	const pattern = new RegExp(source, flags.replace(/[gy]/g, ''));
	const lengthOf = (times) =>
		pumps.reduce(
			(sum, { prefix, pump }) => sum + prefix.length + pump.length * times,
			suffix.length,
		);
	// In small steps at first: what is exponential would never come back.
	for (let times = 8; lengthOf(times) <= ATTACK_LENGTH; times += times < 40 ? 4 : times) {
		const text = pumps.map(({ prefix, pump }) => prefix + pump.repeat(times)).join('') + suffix;
		if (Math.min(...[1, 2, 3].map(() => workMs(() => pattern.test(text)))) > ATTACK_MS) return true;
	}
	return false;
}

/** Processor time of a piece of work, ms. */
function workMs(work) {
	const before = process.threadCpuUsage();
	work();
	const { user, system } = process.threadCpuUsage(before);
	return (user + system) / 1000;
}

/** The reason that stands in the line above a pattern, or in the two above where it has a line of its own. */
function excuseAt(at) {
	const [, file, line] = /^(.*):(\d+)$/.exec(at);
	const lines = readFileSync(resolve(root, file), 'utf8').split('\n');
	return [2, 3].map((up) => EXCUSE.exec(lines[line - up] ?? '')?.[1]).find(Boolean);
}
