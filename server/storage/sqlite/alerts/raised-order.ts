/** Pages of alerts in the order in which they were raised, latest first: whoever reads them as they come misses none. */
import type { AlertSearchRequest } from '../../../detection';
import { GatheredPage, type SearchPage, TOTAL_LIMIT } from '../../../logs/store';
import type { DatabaseSync } from 'node:sqlite';
import { isEverything, type Selection } from '../events/select';

interface Row {
	readonly seq: number;
	readonly doc: string;
}

/**
 * Runs a selection for one page; call inside a read transaction. In `before`, `upTo` and `lastId` alerts stand by their
 * numbers, not by their ids.
 *
 * @param selection its range of ids is not used: the range is about another time
 * @param check called with every row; what it throws ends the search
 */
export function readRaisedPage(
	database: DatabaseSync,
	selection: Pick<Selection, 'match' | 'residual'>,
	request: AlertSearchRequest,
	check: () => void = () => undefined,
): SearchPage {
	const { residual } = selection;
	const last = database.prepare('SELECT max(seq) AS seq FROM alert').get();
	const upTo = request.upTo ?? Number(last?.['seq'] ?? 0);
	const { chosen, values } = chosenAlerts(selection as Selection, request, upTo);
	const wanted =
		residual !== undefined && request.withTotal
			? Math.max(TOTAL_LIMIT.read, request.limit + 1)
			: request.limit + 1;
	const page = new GatheredPage(request);
	let lastId = 0;
	const rows = database
		.prepare(`SELECT seq, doc ${chosen} ${AFTER} ORDER BY raised_at DESC, seq DESC`)
		.iterate({ ...values, before: request.before ?? null }) as unknown as Iterable<Row>;
	for (const { seq, doc } of rows) {
		check();
		if (residual !== undefined && !residual(doc)) continue;
		if (page.take(doc)) lastId = seq;
		if (page.seen >= wanted || (page.isFull && wanted <= request.limit + 1)) break;
	}
	const total = () =>
		residual === undefined
			? Number(database.prepare(`SELECT count(*) AS n ${chosen}`).get(values)?.['n'])
			: page.seen;
	return {
		...page.hits(),
		lastId,
		upTo,
		total: request.withTotal ? total() : undefined,
	};
}

/** Times may repeat, and a clock may be set back: the number tells alerts of one time apart. */
const AFTER = `AND (:before IS NULL
	OR (raised_at, seq) < ((SELECT b.raised_at FROM alert b WHERE b.seq = :before), :before))`;

function chosenAlerts(selection: Selection, { from, to }: AlertSearchRequest, upTo: number) {
	const all = isEverything(selection);
	const matching = 'AND id IN (SELECT rowid FROM alert_fts WHERE alert_fts MATCH :match)';
	return {
		chosen: `FROM alert WHERE raised_at BETWEEN :from AND :to AND seq <= :upTo ${all ? '' : matching}`,
		values: { from, to, upTo, ...(all ? {} : { match: selection.match }) },
	};
}
