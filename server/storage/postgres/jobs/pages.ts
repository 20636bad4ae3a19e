/** Result pages in PostgreSQL: one row a page, appended to, cut back and dropped within the caller's transaction. */
import { decodeIds, encodeIds } from '../../../jobs';
import type { Sql } from '../data/driver';

/** A page as the table has it. */
export interface PageRow {
	readonly count: number;
	readonly ids: Uint8Array;
}

/** Appends to job `seq`, which has `hits` results; answers the new number of results. */
export async function appendIds(
	sql: Sql,
	{
		seq,
		hits,
		pageSize,
	}: { readonly seq: number; readonly hits: number; readonly pageSize: number },
	ids: readonly Float64Array[],
): Promise<number> {
	let count = hits;
	let page = new Float64Array(pageSize);
	let filled = count % pageSize;
	if (filled > 0) page.set((await readPage(sql, seq, Math.ceil(count / pageSize))) ?? [], 0);
	const full: [number, Float64Array][] = [];
	for (const batch of ids) {
		for (let from = 0; from < batch.length; ) {
			const part = batch.subarray(from, from + pageSize - filled);
			page.set(part, filled);
			from += part.length;
			filled += part.length;
			count += part.length;
			if (filled < pageSize) continue;
			full.push([count / pageSize, page]);
			page = new Float64Array(pageSize);
			filled = 0;
		}
	}
	if (filled > 0) full.push([Math.ceil(count / pageSize), page.subarray(0, filled)]);
	await writePages(sql, seq, full);
	return count;
}

/** Keeps the first `hits` results. */
export async function cutIds(sql: Sql, seq: number, hits: number, pageSize: number): Promise<void> {
	const pages = Math.ceil(hits / pageSize);
	await sql.run('DELETE FROM job_page WHERE job = $1 AND page > $2', [seq, pages]);
	const rest = hits % pageSize;
	if (rest === 0) return;
	const last = await readPage(sql, seq, pages);
	if (last !== undefined && last.length > rest)
		await writePages(sql, seq, [[pages, last.subarray(0, rest)]]);
}

/** The ids of a page, which a row of the table holds. */
export function idsOf(row: PageRow): Float64Array {
	return decodeIds(row.ids, row.count);
}

async function readPage(sql: Sql, seq: number, page: number): Promise<Float64Array | undefined> {
	const row = await sql.one<PageRow>(
		'SELECT count, ids FROM job_page WHERE job = $1 AND page = $2',
		[seq, page],
	);
	return row === undefined ? undefined : idsOf(row);
}

async function writePages(
	sql: Sql,
	seq: number,
	pages: readonly (readonly [number, Float64Array])[],
): Promise<void> {
	if (pages.length === 0) return;
	await sql.run(
		`INSERT INTO job_page (job, page, count, ids)
		SELECT $1, * FROM unnest($2::integer[], $3::integer[], $4::bytea[])
		ON CONFLICT (job, page) DO UPDATE SET count = excluded.count, ids = excluded.ids`,
		[
			seq,
			pages.map(([page]) => page),
			pages.map(([, ids]) => ids.length),
			pages.map(([, ids]) => Buffer.from(encodeIds(ids))),
		],
	);
}
