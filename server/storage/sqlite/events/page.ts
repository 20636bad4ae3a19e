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
import { joined } from './event-set';
import { GrowingIds } from './growing-ids';
import type { IdRange } from './tallies/periods';
import { countByTallies, type TotalSource } from './tallies/total';
import {
	type CandidateRange,
	countAllCandidates,
	countCandidates,
	type SelectStatements,
	type Selection,
} from './select';
import {
	checkedSets,
	type CheckedSets,
	hitsAmong,
	knownHits,
	rememberedHits,
	rememberHits,
} from './total';

/**
 * Runs a selection for one page; call inside a read transaction so that page and total agree. It ends at `limit` hits
 * or before `MAX_PAGE_LENGTH`, but has at least one hit when there is any; the next page goes on there.
 *
 * @param source what counts the hits where it can; without it they are always counted one by one
 * @param check called with every row; what it throws ends the search
 */
export function readPage(
	statements: SelectStatements,
	selection: Selection,
	request: Pick<SearchRequest, 'limit' | 'form' | 'withTotal' | 'upTo'>,
	source?: TotalSource,
	check: () => void = () => undefined,
): SearchPage {
	const page = new PageOfBytes(request);
	const read = selection.residual === undefined ? readExact : readChecked;
	const byTallies = () =>
		source && countByTallies(source, statements, selection, (range) => page.hitsWithin(range));
	const total = read(statements, selection, page, request.withTotal ? byTallies : undefined, check);
	return {
		...page.hits(),
		lastId: page.lastId,
		upTo: request.upTo ?? Number(statements.maxId.get()?.['id'] ?? 0),
		total,
	};
}

/** A page that takes documents as they are stored. */
class PageOfBytes extends GatheredPage {
	/** Id of the last hit that is on the page, 0 for none. */
	lastId = 0;
	/** Ids of the hits that were offered until it was full, descending. */
	private readonly ids: number[] = [];

	/** How many hits a range has; undefined where it goes on behind the page. Hits have to come newest first. */
	hitsWithin({ low, high }: IdRange): number | undefined {
		if ((this.ids.at(-1) ?? low) >= low) return undefined;
		return this.ids.filter((id) => id >= low && id <= high).length;
	}

	/** Takes one more hit. */
	add(id: number, bytes: Buffer): void {
		if (!this.isFull) this.ids.push(id);
		const isAsStored = this.takesBytes || this.isFull;
		if (this.take(isAsStored ? bytes : bytes.toString('utf8'))) this.lastId = id;
	}
}

/** What reads a page; returns the number of all hits where `byTallies` is given, which may tell it without looking at them. */
type ReadHits = (
	statements: SelectStatements,
	selection: Selection,
	page: PageOfBytes,
	byTallies: (() => number | undefined) | undefined,
	check: () => void,
) => number | undefined;

/** Of an exact search only the hits of the page are read: the one after them tells that there are more. */
const readExact: ReadHits = (statements, selection, page, byTallies, check) => {
	for (const { id, bytes } of statements.candidates(selection, page.limit + 1)) {
		check();
		page.add(id, bytes);
		if (page.isFull) break;
	}
	if (byTallies === undefined) return undefined;
	// A page with room has all there are.
	if (!page.isFull) return page.seen;
	return byTallies() ?? countAllCandidates(statements, selection, TOTAL_LIMIT.indexed);
};

/** Where the index leaves a doubt, candidates are checked. */
const readChecked: ReadHits = (statements, selection, page, byTallies, check) => {
	const total = byTallies?.();
	const counts = byTallies !== undefined && total === undefined;
	const counted = readCandidates(statements, selection, page, counts, check);
	return total ?? counted;
};

/** The same; the number of all hits where `counts`. */
function readCandidates(
	statements: SelectStatements,
	selection: Selection,
	page: PageOfBytes,
	counts: boolean,
	check: () => void,
): number | undefined {
	const known = counts ? ended(knownHits(statements, selection, 'count', check)) : undefined;
	const ids = counts ? known?.ids : rememberedHits(statements, selection);
	if (ids !== undefined)
		readExact(statements, { ...selection, events: ids }, page, undefined, check);
	else if (known !== undefined) readCandidates(statements, selection, page, false, check);
	if (ids !== undefined || known !== undefined) return known?.count;
	const sets = counts || selection.certain !== undefined ? checkedSets(selection) : undefined;
	if (sets !== undefined) return readSets(statements, selection, sets, page, counts, check);
	const { residualOfBytes: passes } = selection;
	const total = counts ? countBesides(statements, selection, check) : undefined;
	const isCounted = counts && total === undefined;
	const most = isCounted ? Math.max(mostRead(statements, selection), page.limit + 1) : 0;
	for (const { id, bytes } of statements.candidates(selection)) {
		check();
		if (passes !== undefined && !passes(bytes)) continue;
		page.add(id, bytes);
		if (page.isFull && page.seen >= most) break;
	}
	return isCounted ? page.seen : total;
}

/** The same of sets: of those behind the page only the doubtful ones are read. */
function readSets(
	statements: SelectStatements,
	selection: Selection,
	{ all, certain, doubtful }: CheckedSets,
	page: PageOfBytes,
	counts: boolean,
	check: () => void,
): number | undefined {
	const { match, low, residualOfBytes: passes } = selection;
	let { high } = selection;
	const checked = new GrowingIds();
	let last = certain.length - 1;
	for (const { id, bytes } of statements.candidates({ match, events: all, low, high })) {
		check();
		high = id - 1;
		while (last >= 0 && (certain[last] as number) > id) last--;
		const isCertain = certain[last] === id;
		if (!isCertain && passes !== undefined && !passes(bytes)) continue;
		if (!isCertain) checked.add(id);
		page.add(id, bytes);
		if (page.isFull) break;
	}
	if (!counts) return undefined;
	// Of those behind the page.
	const others = { certain: NO_IDS, doubtful: page.isFull ? doubtful : NO_IDS };
	const older = ended(hitsAmong(statements, { ...selection, high }, others, check));
	const hits = joined(certain, joined(older, checked.all().reverse()));
	rememberHits(statements, selection, { all, certain, doubtful }, hits);
	return hits.length;
}

const NO_IDS = new Float64Array(0);

/** Goes to the end of what stops in between for others. */
function ended<T>(steps: Iterator<void, T, undefined>): T {
	for (;;) {
		const step = steps.next();
		if (step.done === true) return step.value;
	}
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
	{ match, certain, residualOfBytes, low, high }: Selection,
	check: () => void,
): number | undefined {
	if (residualOfBytes === undefined || certain === undefined) return undefined;
	const others = { match: `((${match}) NOT (${certain}))`, low, high };
	if (!isFew(statements, others)) return undefined;
	let hits = statements.count(certain, { low, high }, Number.MAX_SAFE_INTEGER);
	for (const { bytes } of statements.candidates(others)) {
		check();
		if (residualOfBytes(bytes)) hits++;
	}
	return hits;
}
