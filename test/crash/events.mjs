/** The crash test of the event store alone: kills a writer while it moves an older store to the compressed layout and stores more. */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { tear, TEARS } from './copies.mjs';
import { eventAt, OLD_EVENTS } from './event-load.mjs';
import { checkEvents } from './events-check.mjs';
import { pick, seeded } from './load.mjs';
import { options } from './options.mjs';

const require = createRequire(new URL('../../server/dist/main.js', import.meta.url));
const { EventWriter } = require('./storage/sqlite/events/writer.js');
const { BatchPreparer } = require('./logs/store/prepare.js');

const CHILD = fileURLToPath(new URL('events-child.mjs', import.meta.url));
/** Kills of one store, which begins anew in the older layout after them. */
const KILLS_PER_STORE = 10;
/** Makes a file one of layout 7, in which documents were plain text in one table. */
const LAYOUT_7 = `
	CREATE TABLE of_7 (id INTEGER PRIMARY KEY, doc TEXT NOT NULL) STRICT;
	INSERT INTO of_7 SELECT id, doc FROM event_plain;
	DROP VIEW event;
	DROP TABLE event_plain;
	DROP TABLE event_packed;
	DROP TABLE document_dictionary;
	DROP TABLE document_backlog;
	DROP TABLE word_list;
	DROP TABLE word_backlog;
	ALTER TABLE of_7 RENAME TO event;
	PRAGMA user_version = 7;
`;

const { kills: asked, events: isAlone, seed, keep } = options();
const kills = isAlone ? asked : Math.ceil(asked / 5);
const root = mkdtempSync(join(tmpdir(), 'log360-crash-'));
const figures = { lives: 0, amid: 0, copies: 0, batches: 0 };
const problems = [];
console.log(`crash test of the event store: ${kills} kills, seed ${seed}, data in ${root}`);
for (let done = 0; done < kills && problems.length === 0; done += KILLS_PER_STORE) {
	await liveInStore(done, Math.min(kills, done + KILLS_PER_STORE));
	console.log(
		`${Math.min(kills, done + KILLS_PER_STORE)} kills, ${figures.amid} amid the rewriting`,
	);
}
report();

async function liveInStore(from, to) {
	const folder = join(root, `store-${from}`);
	mkdirSync(folder);
	const store = {
		folder,
		file: join(folder, 'events.db'),
		random: seeded(seed * 100_003 + from),
		acknowledged: new Set(Array.from({ length: OLD_EVENTS }, (_, n) => n)),
		next: OLD_EVENTS,
		open: undefined,
	};
	makeOld(store.file);
	for (let n = from; n < to && problems.length === 0; n++) await live(n, store);
	if (problems.length === 0) finish(store);
	if (!keep && problems.length === 0) rmSync(folder, { recursive: true });
}

/** A store as an older version of the server left it. */
function makeOld(file) {
	const writer = new EventWriter(file);
	const all = Array.from({ length: OLD_EVENTS }, (_, n) => eventAt(n));
	writer.append({ ...new BatchPreparer().prepare(all), arrivedAt: Date.now() });
	writer.close();
	const database = new DatabaseSync(file);
	database.exec(LAYOUT_7);
	database.close();
}

/** One life of the writer, from start to kill, and what must hold after it. */
async function live(n, store) {
	const { random } = store;
	const child = spawn(
		execPath,
		[CHILD, store.file, String(seed * 100_003 + n), String(store.next)],
		{ stdio: ['ignore', 'pipe', 'pipe'] },
	);
	let complaints = '';
	child.stderr.on('data', (text) => (complaints += text));
	const ended = new Promise((resolve) => child.on('close', resolve));
	const wanted = Math.floor(random() * 14);
	let count = 0;
	let isRewriting = false;
	let enough;
	const heard = new Promise((resolve) => (enough = resolve));
	createInterface({ input: child.stdout }).on('line', (line) => {
		// The last line may be cut by the kill: then nothing was promised.
		if (!line.endsWith('}')) return;
		const message = JSON.parse(line);
		isRewriting = message.rewriting ?? isRewriting;
		hear(message, store);
		if (++count > wanted) enough();
	});
	// Some die while they open the store, and bring its layout up to date.
	const early = random() < 0.15;
	await Promise.race([early ? sleep(100 + random() * 250) : heard, ended, sleep(20_000)]);
	await sleep(random() * 12);
	const alive = child.exitCode === null;
	child.kill('SIGKILL');
	await ended;
	// What the dead process had already sent is heard first.
	await sleep(2);
	if (!alive) problems.push(`life ${n} ended by itself: ${complaints}`);
	figures.lives++;
	if (isRewriting) figures.amid++;
	check(store, `after life ${n}`, 'none');
	check(store, `after life ${n}`, pick(random, Object.keys(TEARS)));
	// The batch under way is there or not; its numbers are not used again.
	settle(store);
}

function hear({ storing, stored }, store) {
	if (storing !== undefined) {
		store.open = storing;
		store.next = storing[0] + storing[1];
	}
	if (stored === undefined) return;
	store.lastBatch = stored;
	store.open = undefined;
	figures.batches++;
	for (let n = 0; n < stored[1]; n++) store.acknowledged.add(stored[0] + n);
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
	problems.push(
		...found.problems.slice(0, 5).map((problem) => `${when}, torn ${torn}: ${problem}`),
	);
	return found;
}

/** What became of the batch under way when the process died counts from now on. */
function settle(store) {
	if (store.open === undefined) return;
	const [from, count] = store.open;
	store.open = undefined;
	store.lastBatch = undefined;
	const isThere = checkEvents(store.file, [from], undefined).problems.length === 0;
	if (isThere) for (let n = 0; n < count; n++) store.acknowledged.add(from + n);
}

/** Lets the writer finish its work: everything is compressed that can be, and still there. */
function finish(store) {
	const writer = new EventWriter(store.file);
	while (writer.packOn());
	while (writer.listOn());
	writer.close();
	const { plain, packed } = check(store, 'at the end', 'none');
	if (plain > 0 || packed < OLD_EVENTS)
		problems.push(`at the end ${plain} documents are plain and ${packed} compressed`);
}

function report() {
	console.log(
		`${figures.lives} kills, ${figures.amid} of them amid the rewriting, ${figures.batches} batches acknowledged, ` +
			`${figures.copies} copies read to the last document`,
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
