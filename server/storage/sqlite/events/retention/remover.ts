/** Removes events a slice at a time, with all that tells of them, and gives the space of their index entries back. */
import type { FieldValue } from '../../../../logs/events';
import type { RemovalReason, RetentionLimits, RetentionSlice } from '../../../../logs/store';
import { eventTermsOf } from '../../../../logs/terms';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { AlertWriter } from '../../alerts/alert-writer';
import type { SourceTable } from '../../sources/table';
import type { ColumnWriter } from '../columns/writer';
import type { DocumentRow, PackedDocuments } from '../documents/packed-documents';
import { documentsWhere } from '../documents/schema';
import type { DocumentPacker } from '../documents/packer';
import type { IndexWriter } from '../index-writer';
import { HOUR } from '../tallies/periods';
import type { TallyWriter } from '../tallies/writer';
import type { WordLists } from '../words/lists';
import { IndexMerge } from './index-merge';
import { IndexRemoval } from './index-removal';
import type { KeptHours } from './kept-hours';
import { usedBytes } from './pages';

/** One slice: what batches wait for at most, in events, characters of their text, and ms after the first few events. */
const SLICE_EVENTS = 500;
const SLICE_LENGTH = 4 * 1024 * 1024;
const SLICE_MS = 15;
const FIRST_EVENTS = 16;
/** Days of counts that a slice looks at for values that are gone. */
const SLICE_DAYS = 8;
/** Events removed since the last time, as a share of those kept, that make it worth to write the index anew. */
const MERGE_SHARE = 0.1;

const HOUR_MS = 3_600_000;

/** What the remover works on: the parts of one writer. */
export interface RemoverParts {
	readonly database: DatabaseSync;
	readonly index: IndexWriter;
	readonly hours: KeptHours;
	readonly sources: SourceTable;
	readonly tallies: TallyWriter;
	readonly columns: ColumnWriter;
	readonly alerts: Pick<AlertWriter, 'forgetEvents'>;
	readonly documents: PackedDocuments;
	readonly packer: DocumentPacker;
	readonly words: WordLists;
}

interface Target {
	readonly hour: number;
	readonly reason: RemovalReason;
}

/** Removes whole hours, the one whose events arrived first before others; every call belongs into the writer's transaction. */
export class EventRemover {
	private readonly select: StatementSync;
	private readonly remove: readonly StatementSync[];
	private readonly entries: IndexRemoval;
	private readonly state: StatementSync;
	private readonly count: Readonly<Record<RemovalReason, StatementSync>>;
	private readonly merge: IndexMerge;
	/** Values may be listed that no event has. */
	private pruning = false;

	/** @param sliceEvents most events that a slice removes */
	constructor(
		private readonly parts: RemoverParts,
		private readonly sliceEvents = SLICE_EVENTS,
	) {
		const { database } = parts;
		this.select = database.prepare(documentsWhere('id BETWEEN ?1 AND ?2', 'ASC'));
		this.remove = ['event_plain', 'event_packed'].map((table) =>
			database.prepare(`DELETE FROM ${table} WHERE id BETWEEN ? AND ?`),
		);
		this.entries = new IndexRemoval(database);
		this.state = database.prepare('SELECT since_merge AS since, merging FROM retention');
		const count = (column: string) =>
			database.prepare(
				`UPDATE retention SET ${column} = ${column} + :n, since_merge = since_merge + :n`,
			);
		this.count = { age: count('by_age'), size: count('by_size') };
		this.merge = new IndexMerge(database);
	}

	/**
	 * Does a slice of what is to do.
	 *
	 * @param now epoch ms
	 * @returns what was done; undefined when nothing is left to do
	 */
	slice(limits: RetentionLimits, now: number): RetentionSlice | undefined {
		const merging = Number(this.state.get()?.['merging']) === 1;
		// Removing goes on beside the writing anew of the index, in turns.
		if (merging && this.merge.isNext) return this.mergeOn();
		const target = this.target(limits, now);
		if (target !== undefined) {
			this.merge.isNext = true;
			return this.removeFrom(target);
		}
		this.parts.tallies.settled();
		this.parts.columns.settled();
		if (merging || this.isMergeWorthIt()) return this.mergeOn();
		// What is left of an hour is counted first; nothing waits for these values.
		if (!this.pruning || this.parts.tallies.openHours > 0) return undefined;
		this.pruning = this.parts.tallies.prune(SLICE_DAYS);
		return GAVE_BACK;
	}

	/** Call after a rollback. */
	reset(): void {
		this.parts.tallies.settled();
		this.parts.columns.settled();
		this.merge.reset();
	}

	private target({ ageMs, bytes }: RetentionLimits, now: number): Target | undefined {
		const first = this.parts.hours.first();
		if (first === undefined) return undefined;
		const { hour } = first;
		if (ageMs !== null && first.arrived < now - ageMs) return { hour, reason: 'age' };
		return bytes !== null && usedBytes(this.parts.database) > bytes
			? { hour, reason: 'size' }
			: undefined;
	}

	private removeFrom({ hour, reason }: Target): RetentionSlice {
		const { index, sources, tallies, columns, hours, alerts, words } = this.parts;
		const [low, high] = [hour * HOUR, (hour + 1) * HOUR - 1];
		tallies.emptying(hour);
		columns.emptying(hour);
		const hosts = new Map<string, number>();
		const { first, last, removed, ended } = this.removeEntries(low, high, hosts);
		if (removed > 0) for (const remove of this.remove) remove.run(first, last);
		sources.lost(hosts);
		if (ended) {
			tallies.emptied(hour);
			hours.emptied(hour);
			index.emptied(hour);
			columns.emptied(hour);
			words.emptied(hour);
			alerts.forgetEvents(low, high);
		} else {
			hours.reduced(hour, removed);
		}
		this.count[reason].run({ n: removed });
		this.pruning = true;
		return { reason, removed, hour: hour * HOUR_MS };
	}

	/** Takes the entries of some events out of the index; `ended` when no event of the range is left after them. */
	private removeEntries(low: number, high: number, hosts: Map<string, number>) {
		const end = performance.now() + SLICE_MS;
		const { documents, packer } = this.parts;
		let first = low;
		let last = low;
		let removed = 0;
		let length = 0;
		let ended = true;
		this.entries.begin({ low, high }, this.sliceEvents);
		for (const row of this.select.iterate(low, high, this.sliceEvents + 1)) {
			if (
				removed === this.sliceEvents ||
				length > SLICE_LENGTH ||
				(removed >= FIRST_EVENTS && performance.now() > end)
			) {
				ended = false;
				break;
			}
			const { id } = row as { id: number };
			const found = row as unknown as DocumentRow;
			const doc = documents.text(found);
			packer.removed(found.packed);
			const fields = JSON.parse(doc) as Record<string, FieldValue>;
			// Events of an older layout lack those of the raw log: to take away what is not there does no harm.
			this.entries.event(id, eventTermsOf(fields));
			const host = String(fields['HOSTNAME'] ?? 'unknown');
			hosts.set(host, (hosts.get(host) ?? 0) + 1);
			if (removed === 0) first = id;
			last = id;
			length += doc.length;
			removed++;
		}
		this.entries.end();
		return { first, last, removed, ended };
	}

	private isMergeWorthIt(): boolean {
		const since = Number(this.state.get()?.['since']);
		if (since === 0) return false;
		const { database } = this.parts;
		const kept = Number(database.prepare('SELECT sum(events) AS n FROM source').get()?.['n'] ?? 0);
		return since >= MERGE_SHARE * kept;
	}

	private mergeOn(): RetentionSlice {
		const { database } = this.parts;
		this.merge.isNext = false;
		const more = this.merge.step();
		database
			.prepare('UPDATE retention SET merging = :merging, since_merge = 0')
			.run({ merging: Number(more) });
		return GAVE_BACK;
	}
}

const GAVE_BACK: RetentionSlice = { reason: null, removed: 0, hour: null };
