/** `npm run bench:bytes -- FOLDER [--keep FILE]`: bytes an event of a folder of real logs, settled, and their ratio to the raw text. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import batch from '../../server/dist/logs/ingest/batch.js';
import service from '../../server/dist/logs/ingest/service.js';
import prepare from '../../server/dist/logs/store/prepare.js';
import writerOf from '../../server/dist/storage/sqlite/events/writer.js';
import { machine } from './support/machine.mts';

const { values: options, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		/** Only files whose names match this. */
		names: { type: 'string', default: '\\.(log|txt|csv|json|jsonl|ndjson)(\\.gz)?$' },
		/** Keeps the data in this new folder. */
		keep: { type: 'string' },
	},
});
const [folder] = positionals;
if (folder === undefined) throw new Error('name a folder of logs: npm run bench:bytes -- FOLDER');
const wanted = new RegExp(options.names);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
	.filter((name) => wanted.test(name) && statSync(join(folder, name)).isFile())
	.sort();
if (files.length === 0) throw new Error(`${folder}: no file is named as logs are`);

const scratch = options.keep ?? mkdtempSync(join(tmpdir(), 'log360-bytes-'));
const file = join(scratch, 'events.db');
const writer = new writerOf.EventWriter(file);
const preparer = new prepare.BatchPreparer();
const figures = { raw: 0, events: 0, refused: 0, ingest: 0, settle: 0, slices: 0 };
try {
	console.log(machine());
	figures.ingest = await processorMs(async () => {
		for (const name of files) await take(name);
	});
	const atOnce = measured();
	figures.settle = await processorMs(async () => settle());
	const settled = measured();
	writer.close();
	report(atOnce, settled);
} finally {
	if (options.keep === undefined) rmSync(scratch, { recursive: true, force: true });
}

/** Stores one file as `log360-server import` would; then what the background has to do in the time that files leave it. */
async function take(name: string): Promise<void> {
	const stored = readFileSync(join(folder as string, name));
	const bytes = name.endsWith('.gz') ? gunzipSync(stored) : stored;
	const now = Date.now();
	const one = new batch.IngestBatch(service.parseOptionsOf({ year: 2025 }, now), {
		prepare: (events) => ({ ...preparer.prepare(events), arrivedAt: now }),
		commit: async (ready) => writer.append(ready as never),
	});
	for (let at = 0; at < bytes.length; at += 1 << 18)
		await one.push(new Uint8Array(bytes.subarray(at, at + (1 << 18))));
	const { stored: events, refused } = await one.end(true);
	figures.raw += bytes.length;
	figures.events += events;
	figures.refused += refused;
}

/** Lets the background finish. */
function settle(): void {
	for (let more = true; more; ) {
		more = writer.packOn();
		more = writer.listOn() || more;
		more = writer.countOn() || more;
		figures.slices++;
	}
}

/** Bytes in use by what holds them. */
function measured() {
	const database = new DatabaseSync(file);
	try {
		database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
		const parts = database
			.prepare('SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY 2 DESC')
			.all() as { name: string; bytes: number }[];
		const used = parts.reduce((sum, { bytes }) => sum + bytes, 0);
		const row = database
			.prepare(
				`SELECT (SELECT sum(length(doc)) FROM event_packed) AS packed,
					(SELECT count(*) FROM event_plain) AS plain,
					(SELECT count(*) FROM document_dictionary) AS dictionaries`,
			)
			.get() as { packed: number; plain: number; dictionaries: number };
		return { ...row, parts, used, file: statSync(file).size };
	} finally {
		database.close();
	}
}

async function processorMs(work: () => Promise<void>): Promise<number> {
	const before = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1_000;
}

function report(...states: ReturnType<typeof measured>[]): void {
	const { raw, events, refused, ingest, settle: settling, slices } = figures;
	console.log(
		`${files.length} files, ${events} events of ${(raw / events).toFixed(0)} bytes of raw text, ${refused} lines refused`,
	);
	console.log(
		`processor time an event: ${((1_000 * ingest) / events).toFixed(0)} µs parsing and storing, ` +
			`${((1_000 * settling) / events).toFixed(0)} µs in the background, ${slices} slices`,
	);
	for (const [index, state] of states.entries()) {
		const each = (bytes: number) => (bytes / events).toFixed(1);
		console.log(
			`${['at once', 'settled'][index]}: ${each(state.used)} bytes an event are used, ${(state.used / raw).toFixed(3)} of the raw text; ` +
				`the file has ${each(state.file)} (${(state.file / raw).toFixed(3)}); frames of documents ${each(state.packed)}, ` +
				`${state.plain} plain, ${state.dictionaries} dictionaries`,
		);
		const parts = state.parts.filter(({ bytes }) => bytes >= 0.5 * events);
		console.log(`  ${parts.map(({ name, bytes }) => `${name} ${each(bytes)}`).join(', ')}`);
	}
}
