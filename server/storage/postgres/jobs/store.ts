/** The job queue's operations on PostgreSQL; the caller brings the transaction. */
import {
	assertLease,
	cancelDraft,
	type Claimed,
	type ClaimRequest,
	type Enqueued,
	finishDraft,
	isExpired,
	type JobDraft,
	JobKeyConflictError,
	JobNotFoundError,
	type JobRecord,
	newDraft,
	type NewJob,
	type Outcome,
	recoverDraft,
	type RecoverRequest,
	type Release,
	releaseDraft,
	removeDraft,
	type RunRef,
	type RunUpdate,
	type Swept,
	Turns,
	updateDraft,
} from '../../../jobs';
import type { Sql } from '../data/driver';
import { claimJobs, ripen } from './claim';
import { appendIds, cutIds } from './pages';
import { fromDraft, INSERT, type JobRow, rowOf, toDraft, toRecord, UPDATE } from './rows';

/** Writes jobs; see {@link JobQueue} for what each operation promises. A job that is changed is locked until the commit. */
export class JobWriter {
	private readonly turns = new Turns();

	async enqueue(sql: Sql, job: NewJob): Promise<Enqueued> {
		for (;;) {
			const existing = await this.findByKey(sql, job);
			if (existing !== undefined) return { job: existing, created: false };
			const draft = newDraft(job, 0);
			const stored = await sql.one<{ seq: number }>(INSERT, rowOf(draft, job.now));
			if (stored !== undefined) return { job: fromDraft(draft), created: true };
			// Another server has stored a job with the key in this moment: it is there now.
		}
	}

	async claim(sql: Sql, request: ClaimRequest): Promise<Claimed> {
		const nextDue = await ripen(sql, request.now);
		const jobs: JobRecord[] = [];
		for (const slots of request.slots)
			jobs.push(...(await claimJobs(sql, slots, request, this.turns)).map(toRecord));
		return { jobs, nextDue };
	}

	async heartbeat(
		sql: Sql,
		runs: readonly RunRef[],
		now: number,
		leaseUntil: number,
	): Promise<readonly string[]> {
		const held = await sql.all<RunRef>(
			`UPDATE job SET lease = $1, synced = $2
			FROM unnest($3::text[], $4::integer[], $5::text[]) AS mine(id, run, instance)
			WHERE job.id = mine.id AND state = 'RUNNING' AND job.run = mine.run AND holder = mine.instance
			RETURNING job.id, job.run, holder AS instance`,
			[
				...[leaseUntil, now, runs.map(({ id }) => id)],
				...[runs.map(({ run }) => run), runs.map(({ instance }) => instance)],
			],
		);
		const known = new Set(held.map(nameOf));
		return runs.filter((ref) => !known.has(nameOf(ref))).map(({ id }) => id);
	}

	async update(sql: Sql, ref: RunRef, update: RunUpdate): Promise<void> {
		await this.changeRun(sql, ref, update, (draft) => updateDraft(draft, update));
	}

	finish(sql: Sql, ref: RunRef, outcome: Outcome): Promise<JobRecord> {
		return this.changeRun(sql, ref, outcome, (draft) => finishDraft(draft, outcome));
	}

	release(sql: Sql, ref: RunRef, release: Release): Promise<JobRecord> {
		return this.changeRun(sql, ref, release, (draft) => releaseDraft(draft, release));
	}

	async cancel(sql: Sql, id: string, now: number, expiresAt: number): Promise<JobRecord> {
		return this.change(sql, await load(sql, id), now, (draft) =>
			cancelDraft(draft, now, expiresAt),
		);
	}

	async remove(sql: Sql, id: string, now: number): Promise<JobRecord> {
		const draft = await load(sql, id);
		if (draft.state === 'EXPIRED') return fromDraft(draft);
		return this.change(sql, draft, now, (found) => removeDraft(found, now, 'deleted'));
	}

	/** Takes back the leases of others that ran out; what another server is changing right now is its own. */
	async recover(sql: Sql, request: RecoverRequest): Promise<readonly JobRecord[]> {
		const rows = await sql.all<JobRow>(
			`SELECT * FROM job WHERE state = 'RUNNING' AND holder <> $1 AND lease <= $2
			ORDER BY seq FOR UPDATE SKIP LOCKED`,
			[request.instance, request.now],
		);
		const recovered: JobRecord[] = [];
		for (const row of rows) {
			const step = (draft: JobDraft): void => recoverDraft(draft, request);
			recovered.push(await this.change(sql, toDraft(row), request.now, step));
		}
		return recovered;
	}

	async sweep(sql: Sql, now: number, forgetBefore: number, limit: number): Promise<Swept> {
		const rows = await sql.all<JobRow>(
			`SELECT * FROM job WHERE state <> 'EXPIRED' AND expires <= $1
			ORDER BY expires LIMIT $2 FOR UPDATE SKIP LOCKED`,
			[now, limit],
		);
		for (const row of rows)
			await this.change(sql, toDraft(row), now, (draft) => removeDraft(draft, now, 'expired'));
		await sql.run(
			`DELETE FROM job WHERE seq IN (SELECT seq FROM job WHERE state = 'EXPIRED' AND expires < $1
				ORDER BY expires LIMIT $2 FOR UPDATE SKIP LOCKED)`,
			[forgetBefore, limit],
		);
		const next = await sql.one<{ at: number | null }>(
			`SELECT min(expires) AS at FROM job WHERE state <> 'EXPIRED' AND expires IS NOT NULL`,
		);
		return { expired: rows.map(toRecord), nextAt: next?.at ?? null };
	}

	private async findByKey(sql: Sql, job: NewJob): Promise<JobRecord | undefined> {
		if (job.key === undefined) return undefined;
		const row = await sql.one<JobRow>(
			'SELECT * FROM job WHERE kind = $1 AND owner = $2 AND idem = $3 FOR UPDATE',
			[job.kind, job.owner, job.key],
		);
		if (row === undefined) return undefined;
		const draft = toDraft(row);
		if (isExpired(draft, job.now)) {
			// Not swept yet, but over: it must not answer for a new job, nor hold its key.
			await this.change(sql, draft, job.now, (found) => removeDraft(found, job.now, 'expired'));
			return undefined;
		}
		if (row['payload'] !== JSON.stringify(job.payload))
			throw new JobKeyConflictError(job.kind, job.key);
		return fromDraft(draft);
	}

	private async changeRun(
		sql: Sql,
		ref: RunRef,
		update: RunUpdate,
		step: (draft: JobDraft) => void,
	): Promise<JobRecord> {
		const draft = await load(sql, ref.id);
		assertLease(draft, ref);
		if (update.ids !== undefined && update.ids.length > 0)
			draft.hits = await appendIds(sql, draft, update.ids);
		return this.change(sql, draft, update.now, step);
	}

	private change(
		sql: Sql,
		draft: JobDraft,
		now: number,
		step: (draft: JobDraft) => void,
	): Promise<JobRecord> {
		const stored = draft.hits;
		step(draft);
		return this.store(sql, draft, stored, now);
	}

	private async store(sql: Sql, draft: JobDraft, stored: number, now: number): Promise<JobRecord> {
		if (draft.hits < stored) await cutIds(sql, draft.seq, draft.hits, draft.pageSize);
		await sql.run(UPDATE, rowOf(draft, now));
		if (draft.state === 'EXPIRED')
			await sql.run(`UPDATE job SET payload = 'null', idem = NULL WHERE seq = $1`, [draft.seq]);
		return fromDraft(draft);
	}
}

function nameOf({ id, run, instance }: RunRef): string {
	return JSON.stringify([id, run, instance]);
}

async function load(sql: Sql, id: string): Promise<JobDraft> {
	const row = await sql.one<JobRow>('SELECT * FROM job WHERE id = $1 FOR UPDATE', [id]);
	if (row === undefined) throw new JobNotFoundError(id);
	return toDraft(row);
}
