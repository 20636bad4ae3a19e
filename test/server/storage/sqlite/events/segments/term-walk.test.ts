/** Reading FTS5's own records agrees with FTS5, whatever was stored, removed, merged or left half merged. */
import fc from 'fast-check';
import { DatabaseSync } from 'node:sqlite';
import { DENSE_END, DENSE_ROWS } from '../../../../../../server/storage/sqlite/events/index-rows';
import { FieldTerms } from '../../../../../../server/storage/sqlite/events/segments/field-terms';
import { postingsOf } from '../../../../../../server/storage/sqlite/events/segments/postings';
import { readsSegments } from '../../../../../../server/storage/sqlite/events/segments/probe';
import { segmentsOf } from '../../../../../../server/storage/sqlite/events/segments/structure';
import { TermWalk } from '../../../../../../server/storage/sqlite/events/segments/term-walk';
import { FTS_OPTIONS } from '../../../../../../server/storage/sqlite/events/tokenizer';
import { runs } from '../../../../../support/runs';

const FIRST = 1_767_225_600_000_000;
/** A dozen events a millisecond, of which some have sparse rows; of the first milliseconds of all times those of a few. */
const idAt = (place: number) => {
	const [ms, within] = [Math.floor(place / 12) * 1_009 * 1_000, place % 12];
	return place < 240 ? DENSE_END - 10 * 1_009_000 + ms + within : FIRST + ms + within;
};

/** Terms around the prefixes that are looked for, of all lengths, dense and rare ones. */
const TERM = fc.oneof(
	fc.integer({ min: 0, max: 3_000 }).map((n) => `bytes=${n}`),
	fc.constantFrom('a=1', 'bytes=0', 'bytes=\u00a0x', 'byte=1', 'bytes>', 'bytesize=2', 'ς=ü', '~w'),
	fc.integer({ min: 1, max: 300 }).map((n) => `bytes=${'y'.repeat(n)}`),
);
const byId = (one: number, other: number) => one - other;
const STEP = fc.record({
	rows: fc.array(fc.tuple(fc.nat(4_000), fc.uniqueArray(TERM, { minLength: 1, maxLength: 4 })), {
		minLength: 1,
		maxLength: 120,
	}),
	/** Whether what is stored was so before there were dense rows; no id is then as small as they are. */
	isOld: fc.boolean(),
	then: fc.constantFrom('', '', 'merge', 'remove', 'optimize'),
});

/** What the walk finds: the rows of each term, removed ones too, and how many it says were removed. */
function walked(database: DatabaseSync, prefix: string) {
	const found = new Map<string, Set<number>>();
	let rows = new Set<number>();
	let removed = 0;
	new TermWalk(database, 'i', DENSE_ROWS).visit(prefix, {
		term: (bytes, start, end) => {
			const text = bytes.toString('utf8', start, end);
			rows = found.get(text) ?? new Set();
			found.set(text, rows);
			return true;
		},
		row: (row) => rows.add(DENSE_ROWS.idOf(row)),
		removed: () => removed++,
	});
	return { found, removed };
}

it('tells the terms of a prefix and their rows, and that some may be gone', () => {
	fc.assert(
		fc.property(fc.array(STEP, { minLength: 1, maxLength: 12 }), (steps) => {
			const database = new DatabaseSync(':memory:');
			database.exec(`
				CREATE VIRTUAL TABLE i USING fts5(tokens, ${FTS_OPTIONS});
				CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, i, row);
				INSERT INTO i (i, rank) VALUES ('pgsz', 64), ('automerge', 2);
			`);
			const add = database.prepare('INSERT INTO i (rowid, tokens) VALUES (?, ?)');
			const remove = database.prepare("INSERT INTO i (i, rowid, tokens) VALUES ('delete', ?, ?)");
			const stored = new Map<number, string>();
			const rowOf = new Map<number, number>();
			for (const { rows, isOld, then } of steps) {
				database.exec('BEGIN');
				for (const [place, terms] of rows) {
					const id = idAt(place);
					if (stored.has(id)) continue;
					stored.set(id, terms.join(' '));
					rowOf.set(id, isOld && id >= DENSE_END ? id : DENSE_ROWS.rowOf(id));
					add.run(rowOf.get(id) as number, terms.join(' '));
				}
				database.exec('COMMIT');
				if (then === 'merge') database.exec("INSERT INTO i (i, rank) VALUES ('merge', 3)");
				if (then === 'optimize') database.exec("INSERT INTO i (i) VALUES ('optimize')");
				if (then === 'remove') {
					for (const [id, terms] of [...stored].slice(0, 9)) {
						remove.run(rowOf.get(id) as number, terms);
						stored.delete(id);
					}
				}
				for (const prefix of ['bytes=', 'a=', 'bytes=12', 'nosuch=']) {
					expectSame(database, stored, prefix);
					expectValues(database, prefix);
					expectPostings(database, stored, prefix);
				}
			}
			database.close();
		}),
		{ numRuns: runs(60, 12) },
	);
});

function expectSame(database: DatabaseSync, stored: Map<number, string>, prefix: string): void {
	const { found, removed } = walked(database, prefix);
	const wanted = new Map<string, number[]>();
	for (const [id, terms] of [...stored].sort(([one], [other]) => one - other))
		for (const term of terms.split(' '))
			if (term.startsWith(prefix)) {
				const rest = term.slice(prefix.length);
				wanted.set(rest, [...(wanted.get(rest) ?? []), id]);
			}
	// An event that was removed may have come again under its id with other terms: older segments still tell what it had.
	const has = (id: number, rest: string) =>
		stored
			.get(id)
			?.split(' ')
			.includes(prefix + rest);
	for (const [term, ids] of wanted)
		expect([...(found.get(term) ?? [])].filter((id) => has(id, term)).sort(byId)).toEqual(ids);
	if (removed > 0) return;
	// Nothing was removed, so that nothing else may be told.
	expect(
		[...found]
			.filter(([, ids]) => ids.size > 0)
			.map(([term]) => term)
			.sort(),
	).toEqual([...wanted.keys()].sort());
	for (const [term, ids] of found) expect(ids.size).toBe(wanted.get(term)?.length ?? 0);
}

/** Values read as texts are those that the walk tells, also when most of the pages were read before. */
function expectValues(database: DatabaseSync, prefix: string): void {
	// A connection's own writes do not change its version of the data: this one reads as another would.
	const fresh = new FieldTerms(database, new TermWalk(database, 'i', DENSE_ROWS), 'i');
	for (const read of [fresh, fresh]) {
		const found = [...read.of(prefix)].flatMap(({ text }) =>
			text.toString('utf8').split('\n').slice(0, -1),
		);
		expect([...new Set(found)].sort()).toEqual([...walked(database, prefix).found.keys()].sort());
	}
}

/** The events of a term, and of all that begin like it, are those that are stored, whatever was removed and came again. */
function expectPostings(database: DatabaseSync, stored: Map<number, string>, prefix: string): void {
	for (const [low, high] of RANGES) expectPostingsOf(database, stored, prefix, { low, high });
}

/** Bounds amid the events of a millisecond, and at early ones. */
const RANGES = [
	[idAt(500), idAt(3_500)],
	[idAt(501), idAt(3_508)],
	[idAt(515), idAt(3_511) + 400],
	[0, idAt(2_000)],
	[idAt(100), idAt(300)],
	[DENSE_END - 1, Number.MAX_SAFE_INTEGER],
] as const;

function expectPostingsOf(
	database: DatabaseSync,
	stored: Map<number, string>,
	prefix: string,
	{ low, high }: { low: number; high: number },
): void {
	const walk = new TermWalk(database, 'i', DENSE_ROWS);
	const wanted = (test: (term: string) => boolean) =>
		[...stored]
			.filter(([id, terms]) => id >= low && id <= high && terms.split(' ').some(test))
			.map(([id]) => id)
			.sort(byId);
	const some = [...walked(database, prefix).found.keys()].slice(0, 5).map((rest) => prefix + rest);
	for (const term of [...some, `${prefix}nosuch`]) {
		const ids = postingsOf(walk, term, false, { low, high }, { left: 1e6 });
		expect([...(ids ?? [])]).toEqual(wanted((each) => each === term));
	}
	const all = postingsOf(walk, prefix, true, { low, high }, { left: 1e6 });
	expect([...(all ?? [])]).toEqual(wanted((each) => each.startsWith(prefix)));
	expect(postingsOf(walk, prefix, true, { low: 0, high: 1e16 }, { left: 0 })?.length ?? 0).toBe(0);
}

it('works with the SQLite that is installed', () => {
	expect(readsSegments()).toBe(true);
});

it.each([
	['of an index that deletes by itself', Uint8Array.of(0, 0, 0, 0, 0xff, 0, 0, 1, 0, 0, 0)],
	['with more behind it', Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 9)],
	['cut short', Uint8Array.of(0, 0, 0, 0, 1, 1, 0, 0, 1, 1)],
])('refuses a structure %s', (_, record) => {
	expect(() => segmentsOf(record)).toThrow('structure of another layout');
});
