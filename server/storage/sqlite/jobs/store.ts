/** The job queue's operations on SQLite, synchronous; the caller brings the transaction. */
import {
	assertLease,
	cancelDraft,
	claimDraft,
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
	updateDraft,
} from '../../../jobs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

import { ClaimOrder } from './claim';
import { ResultPages } from './pages';
import {
	CHANGING_COLUMNS,
	changingValues,
	FIXED_COLUMNS,
	fixedValues,
	fromDraft,
	toDraft,
	toRecord,
	type JobRow,
} from './rows';

/** Pages given back to the file system a sweep: a few MB, so that a sweep stays short. */
const VACUUM_PAGES = 1_000;

/** Writes jobs; see {@link JobQueue} for what each operation promises. */
export class JobStore {
	private readonly pages: ResultPages;
	private readonly order: ClaimOrder;
	private readonly insert: StatementSync;
	private readonly save: StatementSync;
	private readonly blank: StatementSync;
	private readonly byId: StatementSync;
	private readonly bySeq: StatementSync;
	private readonly byKey: StatementSync;
	private readonly beat: StatementSync;

	constructor(private readonly db: DatabaseSync) {
		this.pages = new ResultPages(db);
		this.order = new ClaimOrder(db);
		const columns = [...FIXED_COLUMNS, ...CHANGING_COLUMNS];
		const places = columns.map(() => '?').join(', ');
		this.insert = db.prepare(`INSERT INTO job(${columns.join(', ')}) VALUES (${places})`);
		// Only what can change: SQLite rewrites every index that holds a column named here.
		const settings = CHANGING_COLUMNS.map((column) => `${column} = ?`).join(', ');
		this.save = db.prepare(`UPDATE job SET ${settings} WHERE seq = ?`);
		this.blank = db.prepare(`UPDATE job SET payload = 'null', idem = NULL WHERE seq = ?`);
		this.byId = db.prepare('SELECT * FROM job WHERE id = ?');
		this.bySeq = db.prepare('SELECT * FROM job WHERE seq = ?');
		this.byKey = db.prepare('SELECT * FROM job WHERE kind = ? AND owner = ? AND idem = ?');
		this.beat = db.prepare(
			`UPDATE job SET lease = ?, synced = ? WHERE id = ? AND state = 'RUNNING' AND run = ? AND holder = ?`,
		);
	}

	enqueue(job: NewJob): Enqueued {
		const existing = this.findByKey(job);
		if (existing !== undefined) return { job: existing, created: false };
		const draft = newDraft(job, 0);
		this.insert.run(...fixedValues(draft), ...changingValues(draft, job.now));
		return { job: fromDraft(draft), created: true };
	}

	claim(request: ClaimRequest): Claimed {
		const nextDue = this.order.ripen(request.now);
		const jobs: JobRecord[] = [];
		for (const slots of request.slots) {
			this.order.pick(slots, (seq) => {
				const draft = toDraft(this.bySeq.get(seq) as unknown as JobRow);
				claimDraft(draft, request);
				jobs.push(this.store(draft, draft.hits, request.now));
			});
		}
		return { jobs, nextDue };
	}

	heartbeat(runs: readonly RunRef[], now: number, leaseUntil: number): readonly string[] {
		return runs
			.filter(({ id, run, instance }) => {
				return this.beat.run(leaseUntil, now, id, run, instance).changes === 0;
			})
			.map(({ id }) => id);
	}

	update(ref: RunRef, update: RunUpdate): void {
		this.changeRun(ref, update, (draft) => updateDraft(draft, update));
	}

	finish(ref: RunRef, outcome: Outcome): JobRecord {
		return this.changeRun(ref, outcome, (draft) => finishDraft(draft, outcome));
	}

	release(ref: RunRef, release: Release): JobRecord {
		return this.changeRun(ref, release, (draft) => releaseDraft(draft, release));
	}

	cancel(id: string, now: number, expiresAt: number): JobRecord {
		return this.change(this.load(id), now, (draft) => cancelDraft(draft, now, expiresAt));
	}

	remove(id: string, now: number): JobRecord {
		const draft = this.load(id);
		if (draft.state === 'EXPIRED') return fromDraft(draft);
		return this.change(draft, now, (found) => removeDraft(found, now, 'deleted'));
	}

	recover(request: RecoverRequest): readonly JobRecord[] {
		const rows = this.db
			.prepare(`SELECT * FROM job WHERE state = 'RUNNING' AND holder <> ? ORDER BY seq`)
			.all(request.instance) as unknown as JobRow[];
		return rows.map((row) =>
			this.change(toDraft(row), request.now, (draft) => recoverDraft(draft, request)),
		);
	}

	sweep(now: number, forgetBefore: number, limit: number): Swept {
		const rows = this.db
			.prepare(
				`SELECT * FROM job WHERE state <> 'EXPIRED' AND expires <= ? ORDER BY expires LIMIT ?`,
			)
			.all(now, limit) as unknown as JobRow[];
		const expired = rows.map((row) => {
			this.change(toDraft(row), now, (draft) => removeDraft(draft, now, 'expired'));
			return toRecord(row);
		});
		this.db
			.prepare(
				`DELETE FROM job WHERE seq IN
				(SELECT seq FROM job WHERE state = 'EXPIRED' AND expires < ? ORDER BY expires LIMIT ?)`,
			)
			.run(forgetBefore, limit);
		const next = this.db
			.prepare(
				`SELECT min(expires) AS at FROM job WHERE state <> 'EXPIRED' AND expires IS NOT NULL`,
			)
			.get() as { at: number | null };
		return { expired, nextAt: next.at };
	}

	/** Gives freed disk space back; outside any transaction. */
	shrink(): void {
		this.db.exec(`PRAGMA incremental_vacuum(${VACUUM_PAGES})`);
	}

	private findByKey(job: NewJob): JobRecord | undefined {
		if (job.key === undefined) return undefined;
		const row = this.byKey.get(job.kind, job.owner, job.key) as unknown as JobRow | undefined;
		if (row === undefined) return undefined;
		const draft = toDraft(row);
		if (isExpired(draft, job.now)) {
			// Not swept yet, but over: it must not answer for a new job, nor hold its key.
			this.change(draft, job.now, (found) => removeDraft(found, job.now, 'expired'));
			return undefined;
		}
		if (row.payload !== JSON.stringify(job.payload)) {
			throw new JobKeyConflictError(job.kind, job.key);
		}
		return fromDraft(draft);
	}

	private load(id: string): JobDraft {
		const row = this.byId.get(id) as unknown as JobRow | undefined;
		if (row === undefined) throw new JobNotFoundError(id);
		return toDraft(row);
	}

	private changeRun(ref: RunRef, update: RunUpdate, step: (draft: JobDraft) => void): JobRecord {
		const draft = this.load(ref.id);
		assertLease(draft, ref);
		if (update.ids !== undefined && update.ids.length > 0) {
			draft.hits = this.pages.append(draft.seq, draft.hits, draft.pageSize, update.ids);
		}
		return this.change(draft, update.now, step);
	}

	private change(draft: JobDraft, now: number, step: (draft: JobDraft) => void): JobRecord {
		const stored = draft.hits;
		step(draft);
		return this.store(draft, stored, now);
	}

	private store(draft: JobDraft, stored: number, now: number): JobRecord {
		if (draft.hits < stored) this.pages.truncate(draft.seq, draft.hits, draft.pageSize);
		this.save.run(...changingValues(draft, now), draft.seq);
		if (draft.state === 'EXPIRED') this.blank.run(draft.seq);
		return fromDraft(draft);
	}
}
