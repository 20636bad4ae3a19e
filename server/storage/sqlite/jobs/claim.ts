/** Claiming in SQLite: the next jobs of a kind, in turn over their owners. */
import { type Head, type KindSlots, pickFair, Turns } from '../../../jobs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Chooses which queued jobs run next. */
export class ClaimOrder {
	private readonly turns = new Turns();
	private readonly promote: StatementSync;
	private readonly owners: StatementSync;
	private readonly head: StatementSync;
	private readonly running: StatementSync;
	private readonly due: StatementSync;

	constructor(db: DatabaseSync) {
		const queued = `state = 'QUEUED' AND ready = 1`;
		this.promote = db.prepare(
			`UPDATE job SET ready = 1 WHERE state = 'QUEUED' AND ready = 0 AND due <= ?`,
		);
		// One index probe an owner, however many jobs each has waiting.
		this.owners = db.prepare(`
			WITH RECURSIVE next(owner) AS (
				SELECT min(owner) FROM job WHERE ${queued} AND kind = ?1
				UNION ALL
				SELECT (SELECT min(owner) FROM job WHERE ${queued} AND kind = ?1 AND owner > next.owner)
				FROM next WHERE next.owner IS NOT NULL
			) SELECT owner FROM next WHERE owner IS NOT NULL`);
		this.head = db.prepare(`
			SELECT seq, owner, priority FROM job WHERE ${queued} AND kind = ? AND owner = ?
			ORDER BY priority DESC, seq LIMIT 1`);
		this.running = db.prepare(
			`SELECT owner, count(*) AS jobs FROM job WHERE state = 'RUNNING' AND kind = ? GROUP BY owner`,
		);
		this.due = db.prepare(`SELECT min(due) AS due FROM job WHERE state = 'QUEUED' AND ready = 0`);
	}

	/** Makes delayed jobs ready whose time has come; answers when the next one's comes. */
	ripen(now: number): number | null {
		this.promote.run(now);
		return (this.due.get() as { due: number | null }).due;
	}

	/** Hands the `seq` of each job that may run now to `take`, which must mark it as running. */
	pick(slots: KindSlots, take: (seq: number) => void): void {
		if (slots.free <= 0) return;
		const heads = new Map<string, Head>();
		for (const { owner } of this.owners.all(slots.kind) as unknown as { owner: string }[]) {
			this.refresh(heads, slots.kind, owner);
		}
		if (heads.size === 0) return;
		const running = this.countRunning(slots.kind);
		for (let free = slots.free; free > 0; free--) {
			const next = pickFair(
				heads.values(),
				(owner) => running.get(owner) ?? 0,
				slots.perOwner,
				this.turns,
			);
			if (next === undefined) return;
			take(next.seq);
			this.turns.take(next.owner);
			running.set(next.owner, (running.get(next.owner) ?? 0) + 1);
			this.refresh(heads, slots.kind, next.owner);
		}
	}

	private refresh(heads: Map<string, Head>, kind: string, owner: string): void {
		const head = this.head.get(kind, owner) as Head | undefined;
		if (head === undefined) heads.delete(owner);
		else heads.set(owner, head);
	}

	private countRunning(kind: string): Map<string, number> {
		const rows = this.running.all(kind) as unknown as { owner: string; jobs: number }[];
		return new Map(rows.map(({ owner, jobs }) => [owner, jobs]));
	}
}
