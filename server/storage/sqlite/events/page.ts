/** Collects one page of hits and the capped total. */
import {
	GatheredPage,
	type NameForm,
	type SearchPage,
	type SearchRequest,
	toClientForm,
	TOTAL_LIMIT,
} from '../../../logs/store';
import type { DocumentRow } from './documents/packed-documents';
import { countByTallies } from './tallies/total';
import type { TallyReader } from './tallies/reader';
import {
	type CandidateRange,
	countAllCandidates,
	countCandidates,
	type SelectStatements,
	type Selection,
} from './select';

/**
 * Runs a selection for one page; call inside a read transaction so that page and total agree. It ends at `limit` hits
 * or before `MAX_PAGE_LENGTH`, but has at least one hit when there is any; the next page goes on there.
 *
 * @param check called with every row; what it throws ends the search
 * @param tallies what counts the hits where it can; without it they are always counted one by one
 */
export function readPage(
	statements: SelectStatements,
	selection: Selection,
	request: Pick<SearchRequest, 'limit' | 'form' | 'withTotal' | 'upTo'>,
	tallies?: TallyReader,
	check: () => void = () => undefined,
): SearchPage {
	const { residual } = selection;
	const { foundText, foundBytes } = statements;
	const total = request.withTotal
		? ((tallies && countByTallies(tallies, statements, selection)) ??
			countBesides(statements, selection, check))
		: undefined;
	const page = new GatheredPage(request);
	let lastId = 0;
	const wanted =
		residual !== undefined && request.withTotal && total === undefined
			? Math.max(mostRead(statements, selection), request.limit + 1)
			: request.limit + 1;
	for (const row of statements.found(selection, residual === undefined ? wanted : -1)) {
		check();
		// Of an exact search only the hits of the page are read: the one after them tells that there are more.
		if (residual === undefined) {
			const isNeeded = page.seen < request.limit;
			const doc = isNeeded && page.takesBytes ? foundBytes(row) : undefined;
			if (page.take(doc ?? (isNeeded ? foundText(row) : ''))) lastId = row[0];
		} else {
			const doc = foundText(row);
			if (!residual(doc)) continue;
			if (page.take(doc)) lastId = row[0];
		}
		if (page.seen >= wanted || (page.isFull && wanted <= request.limit + 1)) break;
	}
	return {
		...page.hits(),
		lastId,
		upTo: request.upTo ?? Number(statements.maxId.get()?.['id'] ?? 0),
		total: request.withTotal ? (total ?? totalOf(statements, selection, page.seen)) : undefined,
	};
}

/** JSON text of one stored event by id, or undefined when it is gone. */
export function readDocument(
	statements: SelectStatements,
	id: number,
	form: NameForm,
): string | undefined {
	const row = statements.document.get(id) as DocumentRow | undefined;
	if (row === undefined) return undefined;
	const doc = statements.text(row);
	return form === 'server' ? doc : toClientForm(doc);
}

/** Hits up to which they are counted by reading candidates: all, where the index leaves few of these. */
function mostRead(statements: SelectStatements, selection: Selection): number {
	return isFew(statements, selection) ? Infinity : TOTAL_LIMIT.read;
}

function isFew(statements: SelectStatements, range: CandidateRange): boolean {
	const most = TOTAL_LIMIT.candidates;
	return countCandidates(statements, range, most + 1) <= most;
}

/** Counts hits that are certain by the index, and reads the other candidates; undefined where that is no gain, or too much. */
function countBesides(
	statements: SelectStatements,
	{ match, certain, residual, low, high }: Selection,
	check: () => void,
): number | undefined {
	if (residual === undefined || certain === undefined) return undefined;
	const others = { match: `((${match}) NOT (${certain}))`, low, high };
	if (!isFew(statements, others)) return undefined;
	let hits = statements.count(certain, { low, high }, Number.MAX_SAFE_INTEGER);
	for (const row of statements.found(others, -1)) {
		check();
		if (residual(statements.foundText(row))) hits++;
	}
	return hits;
}

function totalOf(statements: SelectStatements, selection: Selection, seen: number): number {
	if (selection.residual !== undefined) return seen;
	return countAllCandidates(statements, selection, TOTAL_LIMIT.indexed);
}
