/** The process that the crash test of the event store kills: a writer that stores, compresses, lists, writes columns, merges, removes and empties its log, and reports what is durable. */
import { argv } from 'node:process';
import { writeSync } from 'node:fs';

import storeDoor from '../../server/dist/logs/store/index.js';
import writerModule from '../../server/dist/storage/sqlite/events/writer.js';
import { COLUMN_SIZES, eventAt, LIMITS, LONG_AGO } from './event-load.mjs';
import { seeded } from './load.mjs';

const { EventWriter } = writerModule;
const { BatchPreparer } = storeDoor;

const [file, seed, ...numbers] = argv.slice(2);
const random = seeded(Number(seed));
/** A pipe is written synchronously on Linux: a line is out before the next statement. */
const say = (line) => writeSync(1, `${JSON.stringify(line)}\n`);

say({ doing: 'opening' });
const writer = new EventWriter(file, undefined, 60, COLUMN_SIZES);
// The store is far smaller than one that is looked at by itself.
if (random() < 0.6)
	writer.database.exec('UPDATE document_repack SET surveyed = -1000000 WHERE next IS NULL');
const preparer = new BatchPreparer();
/** Next number of an event that stays, and of one that goes; then, if there is one, the batch that the life before this one sent last. */
const [stays, goes, ...last] = numbers.map(Number);
const next = [stays, goes];
if (last.length > 0) append(last);

for (;;) {
	const choice = random();
	if (choice < 0.2) store(random() < 0.2 ? 1 : 0);
	else if (choice < 0.6) pack();
	else if (choice < 0.65) mergeAtRest();
	else if (choice < 0.75) list();
	else if (choice < 0.85) columns();
	else remove();
	if (random() < 0.15) {
		say({ doing: 'emptying the log' });
		writer.log.empty();
	}
	say({ doing: 'counting' });
	while (writer.countOn());
}

function store(kind) {
	const count = 1 + Math.floor(random() * 40);
	append([next[kind], count], kind === 1 ? LONG_AGO : undefined);
	next[kind] += count;
}

/** Stores a batch under its key, of which it is the only part: sent again, after a kill, it is there once. */
function append([from, count], arrivedAt = Date.now()) {
	say({ doing: next.includes(from) ? 'storing' : 'storing again', storing: [from, count] });
	writer.append({
		...preparer.prepare(Array.from({ length: count }, (_, n) => eventAt(from + n))),
		mark: { key: `batch from ${from}`, part: 0, digest: `of ${count}`, at: Date.now() },
		arrivedAt,
	});
	say({ stored: [from, count] });
}

function pack() {
	for (let more = true, steps = 3; more && steps > 0; steps--) {
		say({ doing: writer.isPackedOnce ? 'compressing anew' : 'compressing' });
		more = writer.packOn();
	}
}

function list() {
	if (!writer.mayList) return;
	say({ doing: 'listing' });
	writer.listOn();
}

function columns() {
	for (let steps = 4; writer.mayColumn && steps > 0; steps--) {
		say({ doing: 'writing columns' });
		writer.columnsOn();
	}
}

function mergeAtRest() {
	for (let more = true, steps = 4; more && steps > 0; steps--) {
		say({ doing: 'merging at rest' });
		more = writer.indexAtRest.step();
	}
}

function remove() {
	const merging = writer.database.prepare('SELECT merging FROM retention').get().merging === 1;
	say({ doing: merging ? 'merging' : 'removing', removing: true });
	const slice = writer.removeSlice(LIMITS, Date.now());
	say({ removed: slice?.removed ?? 0 });
}
