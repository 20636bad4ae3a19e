/** Reads the alerts that a filter may mean, newest first, in pieces: by the time of their events, or as they were raised. */
import { type AlertFilter, alertQuery, type AlertSearchRequest } from '../../../detection';
import { type FieldValue, firstIdAt, lastIdAt } from '../../../logs/events';
import { compilePredicate, planQuery, type Predicate } from '../../../logs/query';
import type { Sql } from '../data/driver';
import { tsqueryOf } from './terms';

/** Alerts of one read. */
const PIECE = 1_000;

/** An alert that may be meant. */
export interface Candidate {
	readonly id: number;
	readonly seq: number;
	readonly doc: string;
	/** Whether the index knows its terms. */
	readonly indexed: boolean;
}

/** A search made ready to run. */
export interface AlertSelection {
	/** SQL over `alert`, with the parameters of `values`. */
	readonly where: string;
	readonly values: Readonly<Record<string, unknown>>;
	/** Columns of the order, the newest first. */
	readonly order: 'event' | 'raised';
	/** Whether the index decides about the alerts that it knows. */
	readonly exact: boolean;
	readonly test: Predicate;
}

/** @throws QuerySyntaxError when the query cannot be parsed */
export function selectAlerts(
	request: AlertFilter & Pick<AlertSearchRequest, 'timeField' | 'before' | 'upTo'>,
): AlertSelection {
	const { timeField: order = 'event', from, to, before, upTo } = request;
	const query = alertQuery(request);
	// What values the fields of alerts have is not known here: ranges and inner wildcards are checked alert by alert.
	const { candidates, exact } = planQuery(query);
	const match = tsqueryOf(candidates);
	const most = upTo ?? Number.MAX_SAFE_INTEGER;
	const range =
		order === 'raised'
			? { where: 'raised_at BETWEEN :from AND :to AND seq <= :most', values: { from, to, most } }
			: {
					where: 'id BETWEEN :low AND :high',
					values: {
						low: firstIdAt(from),
						high: Math.min(lastIdAt(to), most, (before ?? Number.MAX_SAFE_INTEGER) - 1),
					},
				};
	return {
		...{ order, exact, test: compilePredicate(query) },
		where: match === null ? range.where : `${range.where} AND (${MATCHES} OR terms IS NULL)`,
		values: { ...range.values, ...(match === null ? {} : { match }) },
	};
}

const MATCHES = 'terms @@ :match::tsquery';

/** Whether an alert is meant. */
export function isMeant({ exact, test }: AlertSelection, { doc, indexed }: Candidate): boolean {
	return (exact && indexed) || test(JSON.parse(doc) as Record<string, FieldValue>);
}

/**
 * The candidates in their order.
 *
 * @param before number of an alert after which a page in the order of raising goes on
 */
export async function* candidatesOf(
	sql: Sql,
	selection: AlertSelection,
	{ before, first = PIECE }: { readonly before?: number | undefined; readonly first?: number } = {},
): AsyncGenerator<Candidate[], void, undefined> {
	const { where, values, order } = selection;
	const [after, by] =
		order === 'event'
			? ['id < :after', 'id DESC']
			: [
					// Times may repeat, and a clock may be set back: the number tells alerts of one time apart.
					'(raised_at, seq) < ((SELECT b.raised_at FROM alert b WHERE b.seq = :after), :after)',
					'raised_at DESC, seq DESC',
				];
	let last = order === 'raised' ? before : undefined;
	let limit = Math.min(first, PIECE);
	for (;;) {
		const found = await sql.all<Candidate>(
			`SELECT id, seq, doc, terms IS NOT NULL AS indexed FROM alert
			WHERE ${where}${last === undefined ? '' : ` AND ${after}`} ORDER BY ${by} LIMIT :limit`,
			{ ...values, limit, ...(last === undefined ? {} : { after: last }) },
		);
		if (found.length > 0) yield found;
		if (found.length < limit) return;
		const { id, seq } = found.at(-1) as Candidate;
		last = order === 'event' ? id : seq;
		limit = PIECE;
	}
}

/** Number of the alerts that the index is sure of, no more than `most`. */
export async function countIndexed(
	sql: Sql,
	{ where, values }: AlertSelection,
	most: number,
): Promise<number> {
	const row = await sql.one<{ n: number }>(
		`SELECT count(*) AS n FROM (SELECT 1 FROM alert WHERE ${where} AND terms IS NOT NULL LIMIT :most) found`,
		{ ...values, most },
	);
	return row?.n ?? 0;
}

/** The same selection, of those alerts alone that the index does not know. */
export function withoutTerms(selection: AlertSelection): AlertSelection {
	return { ...selection, where: `${selection.where} AND terms IS NULL` };
}
