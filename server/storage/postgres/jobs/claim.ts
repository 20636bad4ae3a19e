/** Claiming in PostgreSQL: the next jobs of a kind, in turn over their owners, each by one server only. */
import { type ClaimRequest, type Head, type KindSlots, pickFair, Turns } from '../../../jobs';
import type { Sql } from '../data/driver';
import type { JobRow } from './rows';

/** Jobs that can be started. */
const QUEUED = `state = 'QUEUED' AND ready`;

/** Makes delayed jobs ready whose time has come; answers when the next one's comes. Rows that others hold are theirs. */
export async function ripen(sql: Sql, now: number): Promise<number | null> {
	const next = await sql.one<{ due: number | null }>(
		`WITH ripe AS (
			UPDATE job SET ready = true WHERE seq IN (
				SELECT seq FROM job WHERE state = 'QUEUED' AND NOT ready AND due <= $1 FOR UPDATE SKIP LOCKED)
		)
		SELECT min(due) AS due FROM job WHERE state = 'QUEUED' AND NOT ready AND due > $1`,
		[now],
	);
	return next?.due ?? null;
}

/**
 * Claims jobs of a kind.
 *
 * A job that another server is taking at this moment is passed over, not waited for. Shares of owners are those within
 * this server: its places are what is shared out here.
 *
 * @param turns whose turn it was in this server
 * @returns the rows as they are now: running
 */
export async function claimJobs(
	sql: Sql,
	slots: KindSlots,
	request: ClaimRequest,
	turns: Turns,
): Promise<JobRow[]> {
	const claimed: JobRow[] = [];
	const passed: number[] = [];
	while (claimed.length < slots.free) {
		const free = slots.free - claimed.length;
		const chosen = choose(
			await candidates(sql, slots.kind, request.instance, free, passed),
			free,
			slots,
			turns,
		);
		if (chosen.length === 0) break;
		const taken = await take(sql, chosen, request);
		claimed.push(...chosen.flatMap((seq) => taken.get(seq) ?? []));
		if (taken.size === chosen.length) break;
		passed.push(...chosen.filter((seq) => !taken.has(seq)));
	}
	return claimed;
}

interface Candidate extends Head {
	/** Jobs of the owner that run in this server. */
	readonly running: number;
}

/** The next jobs of each owner: one probe of the index for each, however many jobs they have. */
function candidates(
	sql: Sql,
	kind: string,
	instance: string,
	free: number,
	passed: readonly number[],
): Promise<Candidate[]> {
	return sql.all<Candidate>(
		`WITH RECURSIVE next(owner) AS (
			SELECT min(owner) FROM job WHERE ${QUEUED} AND kind = $1
			UNION ALL
			SELECT (SELECT min(owner) FROM job WHERE ${QUEUED} AND kind = $1 AND owner > next.owner)
			FROM next WHERE next.owner IS NOT NULL
		)
		SELECT next.owner, head.seq, head.priority,
			(SELECT count(*) FROM job WHERE state = 'RUNNING' AND kind = $1 AND holder = $2 AND owner = next.owner) AS running
		FROM next CROSS JOIN LATERAL (
			SELECT seq, priority FROM job
			WHERE ${QUEUED} AND kind = $1 AND owner = next.owner AND seq <> ALL ($4::bigint[])
			ORDER BY priority DESC, seq LIMIT $3
		) AS head WHERE next.owner IS NOT NULL ORDER BY next.owner, head.priority DESC, head.seq`,
		[kind, instance, free, passed],
	);
}

/** Chooses in turn over the owners; answers the jobs in the order in which they are to run. */
function choose(
	found: readonly Candidate[],
	free: number,
	{ perOwner }: KindSlots,
	turns: Turns,
): number[] {
	const queues = Map.groupBy(found, ({ owner }) => owner);
	const running = new Map(found.map((one) => [one.owner, one.running]));
	const chosen: number[] = [];
	while (chosen.length < free) {
		const heads = [...queues.values()].flatMap((queue) => queue.slice(0, 1));
		const next = pickFair(heads, (owner) => running.get(owner) ?? 0, perOwner, turns);
		if (next === undefined) break;
		chosen.push(next.seq);
		turns.take(next.owner);
		running.set(next.owner, (running.get(next.owner) ?? 0) + 1);
		queues.get(next.owner)?.shift();
	}
	return chosen;
}

/** Leases those that nobody else is taking: `QUEUED → RUNNING`, as `claimDraft` says it. */
async function take(
	sql: Sql,
	chosen: readonly number[],
	{ instance, now, leaseUntil }: ClaimRequest,
): Promise<Map<number, JobRow>> {
	const rows = await sql.all<JobRow>(
		`UPDATE job SET state = 'RUNNING', run = run + 1, holder = $2, lease = $3, synced = $4,
			started = coalesce(started, $4)
		WHERE seq IN (SELECT seq FROM job WHERE seq = ANY ($1::bigint[]) AND ${QUEUED} FOR UPDATE SKIP LOCKED)
		RETURNING *`,
		[chosen, instance, leaseUntil, now],
	);
	return new Map(rows.map((row) => [row.seq, row]));
}
