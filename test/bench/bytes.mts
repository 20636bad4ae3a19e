/** `npm run bench:bytes -- FOLDER` or `-- --events COUNT`: bytes an event of a folder of real logs or of the benchmark's mix, settled, and their ratio to the raw text. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import ingestDoor from '../../server/dist/logs/ingest/index.js';
import storeDoor from '../../server/dist/logs/store/index.js';
import sqliteDoor from '../../server/dist/storage/sqlite/index.js';
import { events } from './support/corpus.mts';
import { machine } from './support/machine.mts';

const { values: options, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		/** Only files whose names match this. */
		names: { type: 'string', default: '\\.(log|txt|csv|json|jsonl|ndjson)(\\.gz)?$' },
		/** Keeps the data in this new folder. */
		keep: { type: 'string' },
		/** So many generated events instead of a folder. */
		events: { type: 'string' },
	},
});
const [folder] = positionals;
const count = options.events === undefined ? undefined : Number(options.events);
if (folder === undefined && count === undefined)
	throw new Error('name a folder of logs, or --events COUNT: npm run bench:bytes -- FOLDER');
const wanted = new RegExp(options.names);
const files = folder === undefined ? [] : logFiles(folder);

const scratch = options.keep ?? mkdtempSync(join(tmpdir(), 'log360-bytes-'));
const file = join(scratch, 'events.db');
const writer = new sqliteDoor.EventWriter(file);
const preparer = new storeDoor.BatchPreparer();
const figures = { raw: 0, events: 0, refused: 0, ingest: 0, settle: 0, slices: 0 };
try {
	console.log(machine());
	figures.ingest = await processorMs(async () => {
		for (const name of files) await take(name);
		if (folder === undefined) takeGenerated(count as number);
	});
	const atOnce = measured();
	figures.settle = await processorMs(async () => settle());
	const settled = measured();
	writer.close();
	report(atOnce, settled);
} finally {
	if (options.keep === undefined) rmSync(scratch, { recursive: true, force: true });
}

function logFiles(of: string): string[] {
	const found = readdirSync(of, { recursive: true, encoding: 'utf8' })
		.filter((name) => wanted.test(name) && statSync(join(of, name)).isFile())
		.sort();
	if (found.length === 0) throw new Error(`${of}: no file is named as logs are`);
	return found;
}

/** Stores events of the benchmark's mix; their text is what `RAWLOG` holds. */
function takeGenerated(most: number): void {
	let batch: Parameters<typeof preparer.prepare>[0][number][] = [];
	const store = () => {
		figures.events += writer.append({ ...preparer.prepare(batch), arrivedAt: Date.now() }).stored;
		batch = [];
	};
	for (const event of events(most)) {
		figures.raw += Buffer.byteLength(String(event.fields['RAWLOG'] ?? event.fields['MESSAGE']));
		if (batch.push(event) === 5_000) store();
	}
	if (batch.length > 0) store();
}

/** Stores one file as `log360-server import` would; then what the background has to do in the time that files leave it. */
async function take(name: string): Promise<void> {
	const stored = readFileSync(join(folder as string, name));
	const bytes = name.endsWith('.gz') ? gunzipSync(stored) : stored;
	const now = Date.now();
	const one = new ingestDoor.IngestBatch(ingestDoor.parseOptionsOf({ year: 2025 }, now), {
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
	const { raw, events: all, refused, ingest, settle: settling, slices } = figures;
	console.log(
		`${files.length} files, ${all} events of ${(raw / all).toFixed(0)} bytes of raw text, ${refused} lines refused`,
	);
	console.log(
		`processor time an event: ${((1_000 * ingest) / all).toFixed(0)} µs parsing and storing, ` +
			`${((1_000 * settling) / all).toFixed(0)} µs in the background, ${slices} slices`,
	);
	for (const [index, state] of states.entries()) {
		const each = (bytes: number) => (bytes / all).toFixed(1);
		console.log(
			`${['at once', 'settled'][index]}: ${each(state.used)} bytes an event are used, ${(state.used / raw).toFixed(3)} of the raw text; ` +
				`the file has ${each(state.file)} (${(state.file / raw).toFixed(3)}); frames of documents ${each(state.packed)}, ` +
				`${state.plain} plain, ${state.dictionaries} dictionaries`,
		);
		const parts = state.parts.filter(({ bytes }) => bytes >= 0.5 * all);
		console.log(`  ${parts.map(({ name, bytes }) => `${name} ${each(bytes)}`).join(', ')}`);
	}
}
