/** Writes the lists of words: those that batches name, and in the background those of stores that had no lists. */
import { DAY_MS, type DayWords, RAW_MARK, textAt, wordLine } from '../../../../logs/terms';
import type { PreparedBatch } from '../../../../logs/store';
import { zstdCompressSync } from 'node:zlib';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { dayOf, HOURS } from '../tallies/periods';
import { TERM_LIST_DDL } from '../term-list';
import { AFTER_WORDS, FIRST_WORD } from './schema';
import { plainWords } from './search';

/** Bytes of text from which on a list is of the next level; those of the last are left as they are. */
const LEVELS = [1_024, 16_384];
/** So many lists of a level become one. */
const MERGED = 16;
/** Shorter texts are not compressed, bytes. */
const SHORT = 512;
/** One slice of the background: what batches wait for at most, in words and ms. */
const SLICE_WORDS = 8_192;
const SLICE_MS = 15;

/** The lists; every call belongs into the writer's transaction. */
export class WordLists {
	private readonly insert: StatementSync;
	private readonly same: StatementSync;
	private readonly remove: StatementSync;
	private readonly kept: StatementSync;
	private readonly drop: StatementSync;
	private readonly terms: StatementSync;
	/**
	 * Days whose lists were removed since the start. Who prepares batches may still count on them, so that words of late
	 * events are taken from the batches themselves.
	 */
	private readonly dropped = new Set<number>();
	private backlog: { readonly next: string; readonly lastDay: number } | null | undefined;

	constructor(private readonly database: DatabaseSync) {
		database.exec(TERM_LIST_DDL);
		this.insert = database.prepare(
			'INSERT INTO word_list (first_day, last_day, level, length, words) VALUES (?, ?, ?, ?, ?)',
		);
		this.same = database.prepare(
			'SELECT id, length, words FROM word_list WHERE last_day = ? AND first_day = ? AND level = ? LIMIT ? + 0',
		);
		this.remove = database.prepare('DELETE FROM word_list WHERE id = ?');
		this.kept = database.prepare('SELECT 1 FROM kept_hour WHERE hour >= ? AND hour < ? LIMIT 1');
		// An event whose millisecond had no id left may have one of the day after.
		this.drop = database.prepare(`
			DELETE FROM word_list WHERE last_day >= ? AND first_day <= ? AND NOT EXISTS (
				SELECT 1 FROM kept_hour WHERE hour >= first_day * ${HOURS} AND hour < (last_day + 2) * ${HOURS})`);
		this.terms = database.prepare(
			'SELECT term FROM event_terms WHERE term > ? AND term < ? LIMIT ? + 0',
		);
	}

	/** Adds the words that a batch names. */
	add(named: readonly DayWords[]): void {
		for (const { day, words } of named) this.store(day, day, words);
	}

	/** Adds the words of those events of a batch whose day's lists were removed, named or not. */
	addLate({ times, terms }: Pick<PreparedBatch, 'times' | 'terms'>): void {
		if (this.dropped.size === 0) return;
		const late = new Map<number, Set<string>>();
		for (const [index, time] of times.entries()) {
			const day = Math.floor(time / DAY_MS);
			if (!this.dropped.has(day)) continue;
			let words = late.get(day);
			if (words === undefined) late.set(day, (words = new Set()));
			for (const term of textAt(terms, index).split(' ')) {
				if (term.startsWith(FIRST_WORD)) words.add(wordLine(term.slice(FIRST_WORD.length)));
				else if (term.startsWith(RAW_MARK)) words.add(wordLine(term));
			}
		}
		for (const [day, words] of late) this.store(day, day, Buffer.from([...words].join('')));
	}

	/** Nothing of an hour is left: lists go when nothing of their days is. */
	emptied(hour: number): void {
		const day = dayOf(hour);
		this.drop.run(day - 1, day);
		for (const gone of [day - 1, day])
			if (this.kept.get(gone * HOURS, (gone + 2) * HOURS) === undefined) this.dropped.add(gone);
	}

	/** Whether words of events are to be listed that were stored before there were lists. */
	get mayList(): boolean {
		return this.open !== null;
	}

	/** Lists some of them. @returns whether there are more */
	listOn(): boolean {
		const { open } = this;
		if (open === null) return false;
		const end = performance.now() + SLICE_MS;
		let lines = '';
		let looked = 0;
		let last: string | undefined;
		for (const row of this.terms.iterate(open.next, AFTER_WORDS, SLICE_WORDS)) {
			last = row['term'] as string;
			lines += wordLine(last.slice(FIRST_WORD.length));
			looked++;
			if (looked < SLICE_WORDS && performance.now() > end) break;
		}
		if (lines !== '') this.store(0, open.lastDay, Buffer.from(lines));
		this.database.prepare('UPDATE word_backlog SET next = ?').run(last ?? null);
		this.backlog = undefined;
		return last !== undefined;
	}

	/** Call after a rollback. */
	reset(): void {
		this.backlog = undefined;
	}

	private get open(): { readonly next: string; readonly lastDay: number } | null {
		if (this.backlog === undefined) {
			const row = this.database.prepare('SELECT next, last_day AS lastDay FROM word_backlog').get();
			const isOpen = typeof row?.['next'] === 'string';
			this.backlog = isOpen ? (row as unknown as { next: string; lastDay: number }) : null;
		}
		return this.backlog;
	}

	private store(firstDay: number, lastDay: number, words: Uint8Array, least = 0): void {
		const level = Math.max(least, levelOf(words.length));
		this.insert.run(firstDay, lastDay, level, words.length, packedWords(words));
		if (level >= LEVELS.length) return;
		const rows = this.same.all(lastDay, firstDay, level, MERGED);
		if (rows.length < MERGED) return;
		const lines = new Set<string>();
		for (const row of rows) {
			this.remove.run(row['id'] as number);
			const text = plainWords(row['words'] as Uint8Array, row['length'] as number);
			for (const word of text.toString('utf8').split('\n')) lines.add(word);
		}
		// What follows the last line feed.
		lines.delete('');
		// Sorted, as neighbours that begin alike compress better: 6.7 instead of 9.3 bytes an event.
		const merged = Buffer.from(`${[...lines].sort().join('\n')}\n`);
		this.store(firstDay, lastDay, merged, level + 1);
	}
}

function levelOf(length: number): number {
	const level = LEVELS.findIndex((most) => length < most);
	return level < 0 ? LEVELS.length : level;
}

function packedWords(words: Uint8Array): Uint8Array {
	if (words.length < SHORT) return words;
	const packed = zstdCompressSync(words);
	return packed.length < words.length ? packed : words;
}
