import { MAX_PAGE_LENGTH, TOTAL_LIMIT } from '../../../../../server/logs/store';
import { readPage } from '../../../../../server/storage/sqlite/events/page';
import type {
	FoundRow,
	SelectStatements,
	Selection,
} from '../../../../../server/storage/sqlite/events/select';

/** Statements over documents in memory, newest first. */
function statementsOver(documents: readonly string[]): SelectStatements {
	const rows = documents.map((doc, at): FoundRow => [documents.length - at, '', doc]);
	return {
		found: ({ high }: Selection, limit: number) => {
			const found = rows.filter(([id]) => id <= high);
			return limit < 0 ? found : found.slice(0, limit);
		},
		candidates: ({ high }: Selection) =>
			rows
				.filter(([id]) => id <= high)
				.map(([id, , doc]) => ({ id, bytes: Buffer.from(doc as string) })),
		maxId: { get: () => ({ id: rows.length }) },
		count: () => rows.length,
		foundText: ([, , doc]: FoundRow) => doc,
		foundBytes: () => undefined,
	} as unknown as SelectStatements;
}

const document = (n: number, length: number) => JSON.stringify({ N: n, TEXT: 'x'.repeat(length) });
const everything: Selection = {
	query: { kind: 'all' },
	low: 0,
	high: 1e9,
	match: '"@"',
	residual: undefined,
	residualOfBytes: undefined,
};
/** A check of candidates' texts. */
function tested(residual: ((doc: string) => boolean) | undefined) {
	return {
		residual,
		residualOfBytes: residual && ((bytes: Buffer) => residual(bytes.toString())),
	};
}
const request = { limit: 1_000, form: 'server', withTotal: true, upTo: undefined } as const;

it.each([
	['the index selects exactly', undefined],
	['every event is tested', () => true],
])('a page ends at 8 MiB and the next ones go on, when %s', (_, residual) => {
	const statements = statementsOver(Array.from({ length: 40 }, (__, n) => document(n, 1_000_000)));
	const seen: number[] = [];
	let high = 1e9;
	for (let more = true; more; ) {
		const page = readPage(statements, { ...everything, ...tested(residual), high }, request);
		expect(page.hits.length).toBeLessThan(MAX_PAGE_LENGTH + 10_000);
		const hits = JSON.parse(`[${Buffer.from(page.hits).toString()}]`) as { N: number }[];
		expect(hits).toHaveLength(page.count);
		seen.push(...hits.map(({ N }) => N));
		({ more } = page);
		high = page.lastId - 1;
	}
	expect(seen).toEqual(Array.from({ length: 40 }, (__, n) => n));
});

it('a page has at least one hit, however long', () => {
	const statements = statementsOver([document(1, MAX_PAGE_LENGTH), document(2, 1)]);
	expect(readPage(statements, everything, request)).toMatchObject({ count: 1, more: true });
});

it('a page of short hits ends at its limit', () => {
	const statements = statementsOver(Array.from({ length: 5 }, (_, n) => document(n, 1)));
	expect(readPage(statements, everything, { ...request, limit: 4 })).toMatchObject({
		count: 4,
		more: true,
	});
	expect(readPage(statements, everything, { ...request, limit: 5 })).toMatchObject({
		count: 5,
		more: false,
	});
});

it.each([
	['all of a few candidates', TOTAL_LIMIT.candidates, TOTAL_LIMIT.candidates / 2],
	['the first of many', TOTAL_LIMIT.candidates + 1, TOTAL_LIMIT.read],
])('the total of tested events counts %s', (_, candidates, total) => {
	const statements = statementsOver(Array.from({ length: candidates }, (__, n) => String(n)));
	const residual = (doc: string) => Number(doc) % 2 === 1;
	const page = readPage(
		statements,
		{ ...everything, ...tested(residual) },
		{ ...request, limit: 3 },
	);
	expect(page).toMatchObject({ count: 3, more: true, total });
});
