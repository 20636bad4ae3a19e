/** Moves an installation from one engine to another, step by step, so that it can go on where it was interrupted, and compares. */
import type { JobFileStore, StoredFile } from '../../jobs';
import { eventOf } from '../../logs/store';
import type { LogEvent } from '../../logs/events';
import { type MoveMarks, MovedSum, type MovedTables } from '../../platform';

/** Where events are taken from, in the order of their ids. */
export interface EventsFrom {
	count(): Promise<number>;
	/** The next ones after an id. */
	after(id: number, most: number): Promise<readonly (readonly [id: number, document: string])[]>;
}

/** Where they go to; the same ones again are stored once. */
export interface EventsTo extends EventsFrom {
	put(ids: readonly number[], events: readonly LogEvent[], arrivedAt: number): Promise<void>;
}

/** What moves, and where to. */
export interface Move {
	readonly events: { readonly from: EventsFrom; readonly to: EventsTo };
	readonly tables: { readonly from: MovedTables; readonly to: MovedTables };
	readonly files: { readonly from: JobFileStore; readonly to: JobFileStore };
	readonly marks: MoveMarks;
	/** Of events that are stored, for whoever gives out ids there. */
	readonly stored?: ((ids: readonly number[]) => Promise<void>) | undefined;
	/** Epoch ms. */
	readonly now: number;
	readonly progress: MoveProgress;
}

/** Told how far it is. */
export interface MoveProgress {
	/** A step begins. @param total of what is counted in it */
	begin(name: string, total: number): void;
	/** So many more are done. */
	advance(count: number): void;
	/** It has ended. */
	end(summary: string): void;
}

/** What was moved. */
export interface Moved {
	readonly events: number;
	readonly rows: number;
	readonly files: number;
}

/** Events that are moved at once. */
const EVENTS = 2_000;
/** Rows by which a table's progress is told; it is whole or not there at all. */
const NOTHING = { place: 0, rows: 0, checksum: '0' } as const;

/**
 * Moves everything.
 *
 * @throws Error when what has arrived is not what was there; nothing is removed where it came from
 */
export async function moveAll(move: Move): Promise<Moved> {
	const start = (await move.marks.get('start')) ?? { ...NOTHING, place: move.now };
	await move.marks.set('start', start);
	const events = await moveEvents(move, start.place);
	let rows = 0;
	for (const name of move.tables.from.names) rows += await moveTable(move, name);
	const files = await moveFiles(move);
	return { events, rows, files };
}

/** @param arrivedAt epoch ms, the same for all batches whatever interrupts them: where events lie depends on it */
async function moveEvents(
	{ events: { from, to }, marks, stored, progress }: Move,
	arrivedAt: number,
): Promise<number> {
	if ((await marks.get('events compared')) !== undefined)
		return (await marks.get('events'))?.rows ?? 0;
	const before = (await marks.get('events')) ?? NOTHING;
	const sum = new MovedSum(before.rows, before.checksum);
	progress.begin('events', await from.count());
	progress.advance(before.rows);
	for (let place = before.place; ; ) {
		const next = await from.after(place, EVENTS);
		if (next.length === 0) break;
		const ids = next.map(([id]) => id);
		await to.put(
			ids,
			next.map(([, document]) => eventOf(document)),
			arrivedAt,
		);
		await stored?.(ids);
		for (const [id, document] of next) sum.add(`${id} ${document}`);
		place = ids.at(-1) as number;
		await marks.set('events', { place, rows: sum.rows, checksum: sum.checksum });
		progress.advance(next.length);
	}
	progress.end(`${sum.rows} moved`);
	await compareEvents(to, sum, progress);
	await marks.set('events compared', { ...NOTHING, rows: sum.rows });
	return sum.rows;
}

async function compareEvents(
	to: EventsFrom,
	expected: MovedSum,
	progress: MoveProgress,
): Promise<void> {
	const found = new MovedSum();
	progress.begin('events compared', await to.count());
	for (let place = 0; ; ) {
		const next = await to.after(place, EVENTS);
		if (next.length === 0) break;
		for (const [id, document] of next) found.add(`${id} ${document}`);
		place = (next.at(-1) as readonly [number, string])[0];
		progress.advance(next.length);
	}
	requireSame('events', expected, found);
	progress.end(`${found.rows} are the same`);
}

async function moveTable(
	{ tables: { from, to }, marks, progress }: Move,
	name: string,
): Promise<number> {
	const step = `table ${name}`;
	const done = await marks.get(step);
	if (done !== undefined) return done.rows;
	const columns = from.columns(name);
	progress.begin(name, 0);
	let sent = new MovedSum();
	await to.replace(name, await from.last(name), async (put) => {
		// An engine may begin the whole of it again.
		sent = new MovedSum();
		await from.read(name, async (rows) => {
			for (const row of rows) sent.addRow(row, columns);
			await put(rows);
			progress.advance(rows.length);
		});
	});
	const found = new MovedSum();
	await to.read(name, (rows) => rows.forEach((row) => found.addRow(row, columns)));
	requireSame(name, sent, found);
	await marks.set(step, { ...NOTHING, rows: sent.rows, checksum: sent.checksum });
	progress.end(`${sent.rows} moved and the same`);
	return sent.rows;
}

/** Files of exports that have ended; each is written whole. */
async function moveFiles({ files: { from, to }, tables, marks, progress }: Move): Promise<number> {
	const done = await marks.get('files');
	if (done !== undefined) return done.rows;
	const results = await storedFiles(tables.from);
	progress.begin('files', results.size);
	for (const [id, expected] of results) {
		const content = await from.read(id, expected);
		const { size, sha256 } = await to.write(id, content, new AbortController().signal);
		if (size !== expected.size || sha256 !== expected.sha256)
			throw new Error(
				`the file of job ${id} has ${size} bytes and the hash ${sha256}; it had ${expected.size} and ${expected.sha256}`,
			);
		progress.advance(1);
	}
	await marks.set('files', { ...NOTHING, rows: results.size });
	progress.end(`${results.size} moved and the same`);
	return results.size;
}

/** What jobs have made, by their ids; those whose files are still kept. */
async function storedFiles(tables: MovedTables): Promise<Map<string, StoredFile>> {
	const found = new Map<string, StoredFile>();
	await tables.read('job', (rows) => {
		for (const { id, state, result } of rows) {
			if (state !== 'SUCCESS' || typeof result !== 'string') continue;
			const { size, sha256 } = JSON.parse(result) as Partial<StoredFile>;
			if (size !== undefined && sha256 !== undefined) found.set(String(id), { size, sha256 });
		}
	});
	return found;
}

function requireSame(what: string, expected: MovedSum, found: MovedSum): void {
	if (expected.rows === found.rows && expected.checksum === found.checksum) return;
	throw new Error(
		`${what}: ${found.rows} have arrived with the checksum ${found.checksum}, of ${expected.rows} with ${expected.checksum}: something else writes there, or this is a fault of this server`,
	);
}
