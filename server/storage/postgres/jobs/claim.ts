/** Claiming in PostgreSQL: the next jobs of a kind, in turn over their owners, each by one server only. */
import { type Head, type KindSlots, pickFair, Turns } from '../../../jobs';
import type { Sql } from '../data/driver';
import type { JobRow } from './rows';

/** Jobs that can be started. */
const QUEUED = `state = 'QUEUED' AND ready`;

/** Makes delayed jobs ready whose time has come; answers when the next one's comes. Rows that others hold wait. */
export async function ripen(sql: Sql, now: number): Promise<number | null> {
	await sql.run(
		`UPDATE job SET ready = true WHERE seq IN (
			SELECT seq FROM job WHERE state = 'QUEUED' AND NOT ready AND due <= $1 FOR UPDATE SKIP LOCKED)`,
		[now],
	);
	const next = await sql.one<{ due: number | null }>(
		`SELECT min(due) AS due FROM job WHERE state = 'QUEUED' AND NOT ready`,
	);
	return next?.due ?? null;
}

/**
 * Chooses jobs and locks them.
 *
 * A job that another server is taking at this moment is passed over, not waited for. Shares of owners are those within
 * this server: its places are what is shared out here.
 *
 * @param turns whose turn it was in this server
 */
export async function pick(
	sql: Sql,
	slots: KindSlots,
	instance: string,
	turns: Turns,
	take: (row: JobRow) => Promise<void>,
): Promise<void> {
	if (slots.free <= 0) return;
	const passed: number[] = [];
	const heads = new Map<string, Head>();
	const refresh = async (owner: string): Promise<void> => {
		const head = await headOf(sql, slots.kind, owner, passed);
		if (head === undefined) heads.delete(owner);
		else heads.set(owner, head);
	};
	for (const owner of await ownersOf(sql, slots.kind)) await refresh(owner);
	if (heads.size === 0) return;
	const running = await countRunning(sql, slots.kind, instance);
	for (let free = slots.free; free > 0; ) {
		const share = (owner: string) => running.get(owner) ?? 0;
		const next = pickFair(heads.values(), share, slots.perOwner, turns);
		if (next === undefined) return;
		const row = await sql.one<JobRow>(
			`SELECT * FROM job WHERE seq = $1 AND ${QUEUED} FOR UPDATE SKIP LOCKED`,
			[next.seq],
		);
		if (row === undefined) {
			passed.push(next.seq);
		} else {
			await take(row);
			turns.take(next.owner);
			running.set(next.owner, share(next.owner) + 1);
			free--;
		}
		await refresh(next.owner);
	}
}

/** Owners who have jobs waiting: one probe of the index for each, however many jobs they have. */
async function ownersOf(sql: Sql, kind: string): Promise<string[]> {
	const rows = await sql.all<{ owner: string }>(
		`WITH RECURSIVE next(owner) AS (
			SELECT min(owner) FROM job WHERE ${QUEUED} AND kind = $1
			UNION ALL
			SELECT (SELECT min(owner) FROM job WHERE ${QUEUED} AND kind = $1 AND owner > next.owner)
			FROM next WHERE next.owner IS NOT NULL
		) SELECT owner FROM next WHERE owner IS NOT NULL`,
		[kind],
	);
	return rows.map(({ owner }) => owner);
}

function headOf(
	sql: Sql,
	kind: string,
	owner: string,
	passed: readonly number[],
): Promise<Head | undefined> {
	return sql.one<Head>(
		`SELECT seq, owner, priority FROM job
		WHERE ${QUEUED} AND kind = $1 AND owner = $2 AND seq <> ALL ($3::bigint[])
		ORDER BY priority DESC, seq LIMIT 1`,
		[kind, owner, passed],
	);
}

async function countRunning(
	sql: Sql,
	kind: string,
	instance: string,
): Promise<Map<string, number>> {
	const rows = await sql.all<{ owner: string; jobs: number }>(
		`SELECT owner, count(*) AS jobs FROM job
		WHERE state = 'RUNNING' AND kind = $1 AND holder = $2 GROUP BY owner`,
		[kind, instance],
	);
	return new Map(rows.map(({ owner, jobs }) => [owner, jobs]));
}
