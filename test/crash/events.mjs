/** The crash test of the event store alone: kills a writer amid all that it does, in stores of all layouts that may be found on a disk. */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import writerModule from '../../server/dist/storage/sqlite/events/writer.js';
import { tear, TEARS } from './copies.mjs';
import { ARRIVING, COLUMN_SIZES, DOOMED, isDoomed, LIMITS } from './event-load.mjs';
import { checkEvents } from './events-check.mjs';
import { makeTemplates } from './events-templates.mjs';
import { pick, seeded } from './load.mjs';
import { options } from './options.mjs';

const { EventWriter } = writerModule;

const CHILD = fileURLToPath(new URL('events-child.mjs', import.meta.url));
/** Kills of one store, which begins anew in an older layout after them. */
const KILLS_PER_STORE = 10;
/** Lines that a life is heard at most, and what it lives on after the last one, ms. */
const MOST_HEARD = 30;
const MOST_LONGER = 8;
/** Ways in which the end of the log is torn, beside the one as the kernel has it. */
const TORN = Object.keys(TEARS).filter((kind) => kind !== 'none');
/** A child that is silent for so long hangs, ms. */
const SILENT_MS = 120_000;

const { kills: asked, events: isAlone, seed, keep } = options();
const kills = isAlone ? asked : Math.ceil(asked / 5);
const root = mkdtempSync(join(tmpdir(), 'log360-crash-'));
const figures = { lives: 0, copies: 0, searched: 0, batches: 0, removed: 0 };
/** Lives by the layout that their store began with, and by what they did when they were killed. */
const layouts = new Map();
const amid = new Map();
const problems = [];
console.log(`crash test of the event store: ${kills} kills, seed ${seed}, data in ${root}`);
const began = performance.now();
const templates = makeTemplates(join(root, 'templates'));
for (let done = 0; done < kills && problems.length === 0; done += KILLS_PER_STORE) {
	const until = Math.min(kills, done + KILLS_PER_STORE);
	await liveInStore(done, until);
	if ((until / KILLS_PER_STORE) % 10 === 0 || until === kills)
		console.log(`${until} kills in ${Math.round((performance.now() - began) / 1_000)} s`);
}
report();

async function liveInStore(from, to) {
	const { layout, file, numbers } = templates[(from / KILLS_PER_STORE) % templates.length];
	const folder = join(root, `store-${from}`);
	mkdirSync(folder);
	const store = {
		folder,
		layout,
		file: join(folder, 'events.db'),
		random: seeded(seed * 100_003 + from),
		acknowledged: new Set(numbers.filter((n) => !isDoomed(n))),
		/** Those that arrived long ago and are still there. */
		doomed: numbers.filter(isDoomed).length,
		next: [ARRIVING, DOOMED.until],
		open: undefined,
		/** The last batch of events that stay. */
		sent: undefined,
		isRemoving: false,
	};
	copyFileSync(file, store.file);
	for (let n = from; n < to && problems.length === 0; n++) await live(n, store);
	if (problems.length === 0) finish(store);
	if (!keep && problems.length === 0) rmSync(folder, { recursive: true });
}

/** One life of the writer, from start to kill, and what must hold after it. */
async function live(n, store) {
	const { random } = store;
	const child = spawn(
		execPath,
		[CHILD, store.file, ...[seed * 100_003 + n, ...store.next, ...againIn(store)].map(String)],
		{
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...env, NODE_COMPILE_CACHE: join(root, 'compiled') },
		},
	);
	let complaints = '';
	child.stderr.on('data', (text) => (complaints += text));
	const ended = new Promise((resolve) => child.on('close', resolve));
	// Some die while they open the store, and bring its layout up to date.
	const wanted = random() < 0.15 ? 0 : Math.floor(random() * MOST_HEARD);
	let count = 0;
	let doing = 'starting';
	let enough;
	const heard = new Promise((resolve) => (enough = resolve));
	createInterface({ input: child.stdout }).on('line', (line) => {
		// The last line may be cut by the kill: then nothing was promised.
		if (!line.endsWith('}')) return;
		const message = JSON.parse(line);
		doing = message.doing ?? doing;
		hear(message, store);
		if (++count > wanted) enough();
	});
	const silence = new AbortController();
	const silent = sleep(SILENT_MS, undefined, { signal: silence.signal }).catch(() => undefined);
	await Promise.race([heard, ended, silent]);
	silence.abort();
	await sleep(random() * MOST_LONGER);
	const alive = child.exitCode === null;
	child.kill('SIGKILL');
	await ended;
	// What the dead process had already sent is heard first.
	await sleep(1);
	if (!alive) problems.push(`life ${n} ended by itself: ${complaints}`);
	if (count <= wanted) problems.push(`life ${n} was silent`);
	figures.lives++;
	layouts.set(store.layout, (layouts.get(store.layout) ?? 0) + 1);
	amid.set(doing, (amid.get(doing) ?? 0) + 1);
	const { numbers } = check(store, `after life ${n}`, 'none');
	// The batch and the slice under way are there or not; the numbers are not used again.
	settle(store, numbers);
	if (random() < 0.4) check(store, `after life ${n}`, pick(random, TORN));
}

/** The batch that was sent last, for every other life: whether it is there or not, it is there once when it was sent again. */
function againIn({ sent, random }) {
	return sent !== undefined && random() < 0.5 ? sent : [];
}

function hear({ storing, stored, removing, removed }, store) {
	if (storing !== undefined) {
		store.open = storing;
		if (!isDoomed(storing[0])) store.sent = storing;
		store.next[isDoomed(storing[0]) ? 1 : 0] = storing[0] + storing[1];
	}
	if (stored !== undefined) {
		store.open = undefined;
		figures.batches++;
		acknowledge(stored, store);
	}
	if (removing) store.isRemoving = true;
	if (removed !== undefined) {
		store.isRemoving = false;
		store.doomed -= removed;
		figures.removed += removed;
	}
}

function acknowledge([from, count], store) {
	store.lastBatch = [from, count];
	if (isDoomed(from)) store.doomed += count;
	else for (let n = 0; n < count; n++) store.acknowledged.add(from + n);
}

/** Checks a copy of the files, with a torn end of the log or as they are. */
function check(store, when, kind) {
	const copy = join(root, 'copy');
	rmSync(copy, { recursive: true, force: true });
	mkdirSync(copy);
	for (const name of ['events.db', 'events.db-wal', 'events.db-shm'])
		if (existsSync(join(store.folder, name)))
			copyFileSync(join(store.folder, name), join(copy, name));
	const torn = kind === 'none' ? 'none' : tear(copy, kind, store.random, 'events.db');
	// A log that lost its end may lack the last batch, acknowledged or not.
	const isShort = torn === 'cut' || torn === 'sector';
	const [from, count] = (isShort && store.lastBatch) || [0, 0];
	const whole = [...store.acknowledged].filter((n) => n < from || n >= from + count);
	const found = checkEvents(join(copy, 'events.db'), whole, store.open ?? store.lastBatch);
	figures.copies++;
	if (found.isSearched) figures.searched++;
	const wrong = [...found.problems, ...(isShort ? [] : wrongRemovals(store, found.numbers))];
	problems.push(...wrong.slice(0, 5).map((problem) => `${when}, torn ${torn}: ${problem}`));
	return found;
}

/** Whether just those events are gone that retention says it has removed. */
function wrongRemovals(store, numbers) {
	const there = [...numbers.keys()].filter(isDoomed).length;
	const isOpen = store.open !== undefined && isDoomed(store.open[0]);
	const most = store.doomed + (isOpen ? store.open[1] : 0);
	if (there > most) return [`${there} removed or unknown events are there, of ${most}`];
	if (there < store.doomed && !store.isRemoving)
		return [`${there} events are left that nobody removed, of ${store.doomed}`];
	return [];
}

/** What became of the batch and the slice under way when the process died counts from now on. */
function settle(store, numbers) {
	if (store.open !== undefined) {
		const isThere = numbers.has(store.open[0]);
		if (isThere && !isDoomed(store.open[0])) acknowledge(store.open, store);
		store.open = undefined;
	}
	store.doomed = [...numbers.keys()].filter(isDoomed).length;
	store.isRemoving = false;
}

/** Lets the writer finish its work: everything is compressed that can be, what is too old is gone, all else is still there. */
function finish(store) {
	const writer = new EventWriter(store.file, undefined, undefined, COLUMN_SIZES);
	while (writer.packOn());
	while (writer.listOn());
	while (writer.removeSlice(LIMITS, Date.now()) !== undefined);
	while (writer.countOn());
	while (writer.mayColumn) writer.columnsOn();
	writer.close();
	store.doomed = 0;
	store.lastBatch = undefined;
	const { plain, packed, numbers } = check(store, 'at the end', 'none');
	if (plain > 0 || packed !== store.acknowledged.size)
		problems.push(
			`at the end ${plain} documents are plain and ${packed} compressed, of ${store.acknowledged.size}`,
		);
	if ([...numbers.keys()].some(isDoomed))
		problems.push('at the end some are there that are too old');
}

function report() {
	const listed = (map) =>
		[...map]
			.toSorted(([one], [other]) => (one < other ? -1 : 1))
			.map(([name, n]) => `${n} ${name}`)
			.join(', ');
	console.log(
		`${figures.lives} kills in stores that began with layout: ${listed(layouts).replaceAll(/(\d+) (\d+)/g, '$2 ($1)')}; ` +
			`amid: ${listed(amid)}`,
	);
	console.log(
		`${figures.batches} batches acknowledged, ${figures.removed} events removed, ${figures.copies} copies read to the last document, ` +
			`in ${figures.searched} of them totals and groups agreed with a plain scan; ${Math.round((performance.now() - began) / 1_000)} s`,
	);
	for (const problem of problems.slice(0, 20)) console.error(`- ${problem}`);
	if (problems.length === 0) {
		if (!keep) rmSync(root, { recursive: true, force: true });
		console.log('every promise was kept');
		return;
	}
	console.error(
		`${problems.length} problems; replay with --events --seed ${seed}; data kept in ${root}`,
	);
	process.exitCode = 1;
}
