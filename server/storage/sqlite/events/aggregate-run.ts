/** An aggregate on a connection of its own, whose snapshot it holds until it is closed. */
import type { AggregateRequest, AggregateResult } from '../../../logs/store';
import type { DatabaseSync } from 'node:sqlite';
import { Aggregation } from './aggregation';
import type { PartCache } from './columns/cache';
import type { Column } from './columns/column';
import { ColumnReader } from './columns/reader';
import type { ReadyDictionaries } from './documents/packed-documents';
import { GroupsByIndex } from './groups-by-index';
import { HitIds } from './hit-ids';
import type { HitMemory } from './known-hits';
import { openForReading, RUN_CACHE_KIB } from './schema';
import { SelectStatements, selectionOf } from './select';
import { TallyReader } from './tallies/reader';
import { dictionaryOn } from './term-list';

/** How far an aggregate is; the result once it is there. */
export interface AggregateStep {
	/** Events looked at so far. */
	readonly looked: number;
	readonly result?: AggregateResult;
}

/** What all connections of a thread to one database share. */
export interface KeptOfThread {
	/** Dictionaries that are ready already. */
	readonly dictionaries?: ReadyDictionaries;
	/** Hits that were checked. */
	readonly hits?: HitMemory;
	/** Columns that were read. */
	readonly columns?: PartCache<Column>;
}

/** One long aggregate. */
export class AggregateRun {
	private readonly database: DatabaseSync;
	private readonly aggregation: Aggregation;

	/**
	 * @param file path of the event database
	 * @param kept of the same database
	 * @throws QuerySyntaxError when the query cannot be parsed
	 */
	constructor(
		file: string,
		request: AggregateRequest,
		{ dictionaries, hits, columns }: KeptOfThread = {},
	) {
		const database = openForReading(file, RUN_CACHE_KIB);
		this.database = database;
		try {
			database.exec('BEGIN');
			const statements = new SelectStatements(database, 'event', dictionaries, hits);
			const tallies = new TallyReader(database);
			this.aggregation = new Aggregation(
				{
					statements,
					tallies,
					groups: new GroupsByIndex(database, statements),
					columns: new ColumnReader(database, tallies, columns),
					hits: new HitIds(database, statements),
				},
				selectionOf(request, dictionaryOn(database)),
				request,
			);
		} catch (error) {
			database.close();
			throw error;
		}
	}

	/** Counts on for about `budget` milliseconds. */
	next(budget: number): AggregateStep {
		const done = this.aggregation.next(budget);
		const looked = this.aggregation.events;
		return done ? { looked, result: this.aggregation.result() } : { looked };
	}

	/** Ends it and frees its snapshot. */
	close(): void {
		if (!this.database.isOpen) return;
		this.aggregation.close();
		this.database.close();
	}
}
