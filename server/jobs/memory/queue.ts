/** The job queue in memory: for tests, and the plainest reading of what every queue must do. */
import { JobKeyConflictError, JobNotFoundError } from '../errors';
import { pickFair, Turns, type Head } from '../fair-share';
import { encodeIds } from '../idlist';
import {
	assertLease,
	cancelDraft,
	claimDraft,
	finishDraft,
	isExpired,
	newDraft,
	recoverDraft,
	releaseDraft,
	removeDraft,
	updateDraft,
	type JobDraft,
} from '../lifecycle';
import type { Claimed, ClaimRequest, Enqueued, JobFilter, JobQueue, KindSlots } from '../queue';
import type { NewJob, Outcome, RecoverRequest, Release, RunRef, RunUpdate, Swept } from '../queue';
import type { JobRecord } from '../record';

/** {@link JobQueue} without a disk; nothing survives the process. */
export class MemoryJobQueue implements JobQueue {
	private readonly jobs = new Map<string, JobDraft>();
	private readonly results = new Map<string, number[]>();
	private readonly turns = new Turns();
	private seq = 0;

	async enqueue(job: NewJob): Promise<Enqueued> {
		const existing = this.drafts().find(
			({ kind, owner, key }) =>
				key !== null && kind === job.kind && owner === job.owner && key === job.key,
		);
		if (existing !== undefined && isExpired(existing, job.now)) {
			this.change(existing, (draft) => removeDraft(draft, job.now, 'expired'));
		} else if (existing !== undefined) {
			if (JSON.stringify(existing.payload) !== JSON.stringify(job.payload)) {
				throw new JobKeyConflictError(job.kind, job.key ?? '');
			}
			return { job: record(existing), created: false };
		}
		if (this.jobs.has(job.id)) throw new Error(`Job id ${job.id} exists`);
		const draft = newDraft(job, ++this.seq);
		this.jobs.set(job.id, draft);
		this.results.set(job.id, []);
		return { job: record(draft), created: true };
	}

	async claim(request: ClaimRequest): Promise<Claimed> {
		const jobs: JobRecord[] = [];
		for (const slots of request.slots) {
			for (let free = slots.free; free > 0; free--) {
				const draft = this.next(slots, request.now);
				if (draft === undefined) break;
				this.turns.take(draft.owner);
				claimDraft(draft, request);
				jobs.push(record(draft));
			}
		}
		const delayed = this.drafts().filter(
			({ state, dueAt }) => state === 'QUEUED' && dueAt > request.now,
		);
		const nextDue = Math.min(...delayed.map(({ dueAt }) => dueAt));
		return { jobs, nextDue: nextDue === Infinity ? null : nextDue };
	}

	async heartbeat(
		runs: readonly RunRef[],
		now: number,
		leaseUntil: number,
	): Promise<readonly string[]> {
		const lost: string[] = [];
		for (const ref of runs) {
			try {
				const draft = this.load(ref.id);
				assertLease(draft, ref);
				draft.leaseUntil = leaseUntil;
				draft.syncedAt = now;
			} catch {
				lost.push(ref.id);
			}
		}
		return lost;
	}

	async update(ref: RunRef, update: RunUpdate): Promise<void> {
		this.changeRun(ref, update, (draft) => updateDraft(draft, update));
	}

	async finish(ref: RunRef, outcome: Outcome): Promise<JobRecord> {
		return this.changeRun(ref, outcome, (draft) => finishDraft(draft, outcome));
	}

	async release(ref: RunRef, release: Release): Promise<JobRecord> {
		return this.changeRun(ref, release, (draft) => releaseDraft(draft, release));
	}

	async cancel(id: string, now: number, expiresAt: number): Promise<JobRecord> {
		return this.change(this.load(id), (draft) => cancelDraft(draft, now, expiresAt));
	}

	async remove(id: string, now: number): Promise<JobRecord> {
		const found = this.load(id);
		if (found.state === 'EXPIRED') return record(found);
		return this.change(found, (draft) => removeDraft(draft, now, 'deleted'));
	}

	async recover(request: RecoverRequest): Promise<readonly JobRecord[]> {
		return this.drafts()
			.filter(({ state, holder }) => state === 'RUNNING' && holder !== request.instance)
			.map((found) => this.change(found, (draft) => recoverDraft(draft, request)));
	}

	async sweep(now: number, forgetBefore: number, limit: number): Promise<Swept> {
		const expired = this.drafts()
			.filter((draft) => draft.state !== 'EXPIRED' && isExpired(draft, now))
			.sort((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0))
			.slice(0, limit)
			.map((found) => {
				const before = record(found);
				this.change(found, (draft) => removeDraft(draft, now, 'expired'));
				return before;
			});
		for (const { id } of this.drafts()
			.filter(({ state, expiresAt }) => state === 'EXPIRED' && (expiresAt ?? 0) < forgetBefore)
			.sort((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0))
			.slice(0, limit)) {
			this.jobs.delete(id);
			this.results.delete(id);
		}
		const waiting = this.drafts().filter(({ state }) => state !== 'EXPIRED');
		const nextAt = Math.min(...waiting.map(({ expiresAt }) => expiresAt ?? Infinity));
		return { expired, nextAt: nextAt === Infinity ? null : nextAt };
	}

	async get(id: string): Promise<JobRecord | undefined> {
		const found = this.jobs.get(id);
		return found === undefined ? undefined : record(found);
	}

	async list(filter: JobFilter): Promise<{ total: number; jobs: readonly JobRecord[] }> {
		const jobs = this.drafts()
			.filter((draft) => !isExpired(draft, filter.now))
			.filter(({ owner }) => filter.owner === undefined || owner === filter.owner)
			.filter(({ kind }) => filter.kinds === undefined || filter.kinds.includes(kind))
			.filter(({ state }) => filter.states === undefined || filter.states.includes(state))
			.reverse();
		return { total: jobs.length, jobs: jobs.slice(0, filter.limit ?? 1_000).map(record) };
	}

	async page(
		id: string,
		page: number,
	): Promise<{ job: JobRecord; ids: Float64Array | undefined } | undefined> {
		const found = this.jobs.get(id);
		if (found === undefined) return undefined;
		const from = (page - 1) * found.pageSize;
		const ids = (this.results.get(id) ?? []).slice(Math.max(0, from), from + found.pageSize);
		return { job: record(found), ids: ids.length > 0 ? Float64Array.from(ids) : undefined };
	}

	async close(): Promise<void> {}

	private next(slots: KindSlots, now: number): JobDraft | undefined {
		const ready = this.drafts()
			.filter(({ state, kind, dueAt }) => state === 'QUEUED' && kind === slots.kind && dueAt <= now)
			.sort((a, b) => b.priority - a.priority || a.seq - b.seq);
		const heads = new Map<string, Head & { draft: JobDraft }>();
		for (const draft of ready) {
			if (!heads.has(draft.owner)) heads.set(draft.owner, { ...draft, draft });
		}
		const running = (owner: string): number =>
			this.drafts().filter(
				(draft) => draft.state === 'RUNNING' && draft.kind === slots.kind && draft.owner === owner,
			).length;
		return pickFair(heads.values(), running, slots.perOwner, this.turns)?.draft;
	}

	private drafts(): JobDraft[] {
		return [...this.jobs.values()];
	}

	private load(id: string): JobDraft {
		const found = this.jobs.get(id);
		if (found === undefined) throw new JobNotFoundError(id);
		return found;
	}

	private changeRun(ref: RunRef, update: RunUpdate, step: (draft: JobDraft) => void): JobRecord {
		const found = this.load(ref.id);
		assertLease(found, ref);
		for (const ids of update.ids ?? []) encodeIds(ids); // refuses what is not an id
		const results = this.results.get(ref.id) as number[];
		for (const ids of update.ids ?? []) for (const id of ids) results.push(id);
		found.hits = results.length;
		return this.change(found, step);
	}

	private change(found: JobDraft, step: (draft: JobDraft) => void): JobRecord {
		step(found);
		(this.results.get(found.id) as number[]).length = found.hits;
		return record(found);
	}
}

function record(draft: JobDraft): JobRecord {
	const { seq: _seq, mark: _mark, ...copy } = structuredClone(draft);
	return copy;
}
