/** A reference executor: events in SQLite's full-text index, searched by a plan and its residual check. */
import { FTS_OPTIONS, matchExpressionOf } from '../../../../../server/storage/sqlite';
import {
	canonicalValue,
	isTermUnique,
	isTextField,
	eventTermsOf,
} from '../../../../../server/logs/terms';
import { DatabaseSync } from 'node:sqlite';
import {
	type Dictionary,
	type EventFields,
	type Query,
	compilePredicate,
	planQuery,
} from '../../../../../server/logs/query';

/** An index in memory over a few events; their position in the list is their id. */
export class FtsIndex {
	private readonly database = new DatabaseSync(':memory:');

	constructor(private readonly events: readonly EventFields[]) {
		this.database.exec('CREATE TABLE event(id INTEGER PRIMARY KEY, doc TEXT)');
		this.database.exec(`CREATE VIRTUAL TABLE event_fts USING fts5(body, ${FTS_OPTIONS})`);
		const addEvent = this.database.prepare('INSERT INTO event VALUES (?, ?)');
		const addTerms = this.database.prepare('INSERT INTO event_fts(rowid, body) VALUES (?, ?)');
		events.forEach((event, id) => {
			addEvent.run(id, JSON.stringify(event));
			addTerms.run(id, eventTermsOf(event));
		});
	}

	/** Ids that a MATCH expression selects, ascending; all for null. */
	match(expression: string | null): number[] {
		if (expression === null) return this.events.map((_, id) => id);
		return this.database
			.prepare('SELECT rowid AS id FROM event_fts WHERE event_fts MATCH ? ORDER BY rowid')
			.all(expression)
			.map((row) => Number(row['id']));
	}

	/** Ids that the index alone selects, and those that remain after the residual check, if one is needed. */
	run(
		query: Query,
		dictionary?: Dictionary,
	): { candidates: number[]; certain: number[]; hits: number[]; exact: boolean } {
		const plan = planQuery(query, { dictionary });
		const candidates = this.match(matchExpressionOf(plan.candidates));
		const certain = this.match(matchExpressionOf(plan.certain));
		if (plan.exact) return { candidates, certain, hits: candidates, exact: true };
		const test = compilePredicate(query);
		const document = this.database.prepare('SELECT doc FROM event WHERE id = ?');
		const hits = candidates.filter((id) =>
			test(JSON.parse(String(document.get(id)?.['doc'])) as EventFields),
		);
		return { candidates, certain, hits, exact: false };
	}

	/** Knows all values of the given fields, as they come back from being stored as UTF-8. */
	dictionary(fields: readonly string[]): Dictionary {
		const values = new Map<string, Set<string>>(
			fields.map((field) => [field, new Set(['never-seen'])]),
		);
		for (const event of this.events) {
			for (const [field, value] of Object.entries(event)) {
				if (isTextField(field)) continue;
				values.get(field)?.add(canonicalValue(value).replace(/\p{Cs}/gu, '\ufffd'));
			}
		}
		return {
			values: (field) => (values.has(field) ? [...(values.get(field) as Set<string>)] : undefined),
			valuesWith: (part) =>
				[...values].flatMap(([field, known]) =>
					[...known].filter((value) => value.includes(part)).map((value) => ({ field, value })),
				),
			words: (part, test, most) => {
				const passing = this.words().filter(
					(word) => !isTermUnique(word) || (word.includes(part) && test(word)),
				);
				return passing.length > most ? undefined : passing;
			},
			raw: {
				terms: (part, test, most) => {
					const passing = this.terms(/^[~^]/).filter((term) => {
						const word = term.slice(1);
						return !isTermUnique(word) || (word.includes(part) && test(word));
					});
					return passing.length > most ? undefined : passing;
				},
			},
		};
	}

	/** All words of the events as the index has them. */
	private words(): string[] {
		return this.terms(/^~/).map((term) => term.slice(1));
	}

	private terms(kind: RegExp): string[] {
		const terms = this.events.flatMap((event) => eventTermsOf(event).split(' '));
		return [...new Set(terms)].filter((term) => kind.test(term));
	}

	close(): void {
		this.database.close();
	}
}
