/** The rows of workflow runs; synchronous, so it lives in the thread of the workflow database. */
import {
	type CreatedRun,
	type DefinitionText,
	isOpen,
	knownRun,
	type NewRun,
	type RunEnd,
	type RunFilter,
	toRun,
	type WorkflowRun,
} from '../../../response/workflows';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { transaction } from '../data/transaction';

/** Makes, reads and ends runs. */
export class RunTable {
	private readonly select: StatementSync;
	private readonly byKey: StatementSync;
	private readonly setEnd: StatementSync;
	private readonly cutStep: StatementSync;

	constructor(
		private readonly database: DatabaseSync,
		private readonly definitions: DefinitionText,
	) {
		this.select = database.prepare('SELECT * FROM run WHERE id = ?');
		this.byKey = database.prepare('SELECT * FROM run WHERE key = ?');
		this.setEnd = database.prepare(
			'UPDATE run SET state = ?, message = ?, block = NULL, ended_at = ? WHERE id = ?',
		);
		this.cutStep = database.prepare(
			`UPDATE step SET state = ?, error = coalesce(error, ?), wake_at = NULL, ended_at = ?
			WHERE run_id = ? AND ended_at IS NULL`,
		);
	}

	/** Makes a run, or finds the one of the same key. */
	create(run: NewRun, now: number): CreatedRun {
		return transaction(this.database, () => {
			const known = run.key === null ? undefined : this.byKey.get(run.key);
			if (known !== undefined) return { run: this.toRun(known), created: false };
			const { lastInsertRowid } = this.database
				.prepare(
					`INSERT INTO run (template_id, template_name, definition, context, trigger, owner, ticket_id,
						key, state, block, created_at)
					VALUES (:templateId, :templateName, :definition, :context, :trigger, :owner, :ticketId,
						:key, 'QUEUED', :start, :now)`,
				)
				.run({
					templateId: run.templateId,
					templateName: run.templateName,
					definition: this.definitions.write(run.definition),
					context: JSON.stringify(run.context),
					trigger: run.trigger,
					owner: run.owner,
					ticketId: run.ticketId,
					key: run.key,
					start: run.definition.start,
					now,
				});
			return { run: this.require(Number(lastInsertRowid)), created: true };
		});
	}

	/** Notes which job does a run. */
	setJob(id: number, jobId: string): void {
		this.database.prepare('UPDATE run SET job_id = ? WHERE id = ?').run(jobId, id);
	}

	/** One run. */
	get(id: number): WorkflowRun | undefined {
		const row = this.select.get(id);
		return row === undefined ? undefined : this.toRun(row);
	}

	/** Ids of the runs that are not over. */
	open(): number[] {
		const rows = this.database.prepare('SELECT id FROM run WHERE ended_at IS NULL ORDER BY id');
		return rows.all().map((row) => row['id'] as number);
	}

	/** Runs, newest first. */
	list({ limit, before, templateId, ticketId, state }: RunFilter): WorkflowRun[] {
		const conditions = [
			...(before === undefined ? [] : ['id < :before']),
			...(templateId === undefined ? [] : ['template_id = :templateId']),
			...(ticketId === undefined ? [] : ['ticket_id = :ticketId']),
			...(state === undefined ? [] : ['state = :state']),
		];
		const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
		return this.database
			.prepare(`SELECT * FROM run ${where} ORDER BY id DESC LIMIT :limit`)
			.all({
				limit,
				...(before === undefined ? {} : { before }),
				...(templateId === undefined ? {} : { templateId }),
				...(ticketId === undefined ? {} : { ticketId }),
				...(state === undefined ? {} : { state }),
			})
			.map((row) => this.toRun(row));
	}

	/** Marks a run as begun; one that is over stays so. */
	begin(id: number, now: number): WorkflowRun | undefined {
		this.database
			.prepare(
				`UPDATE run SET state = 'RUNNING', started_at = coalesce(started_at, ?)
				WHERE id = ? AND ended_at IS NULL`,
			)
			.run(now, id);
		return this.get(id);
	}

	/** Ends a run wherever it is; the first end counts. */
	end(id: number, { state, message }: RunEnd, now: number): WorkflowRun {
		return transaction(this.database, () => {
			const run = this.require(id);
			if (!isOpen(run.state)) return run;
			this.cutStep.run(state === 'CANCELLED' ? 'CANCELLED' : 'FAILED', message, now, id);
			this.setEnd.run(state, message, now, id);
			return this.require(id);
		});
	}

	/** Goes on to a block, or ends; part of the caller's transaction. */
	move(id: number, to: { readonly next: string } | RunEnd, now: number): WorkflowRun {
		if ('next' in to) {
			this.database.prepare('UPDATE run SET block = ? WHERE id = ?').run(to.next, id);
		} else {
			this.setEnd.run(to.state, to.message, now, id);
		}
		return this.require(id);
	}

	/** Removes runs that ended before `time`, with their logs; answers how many. */
	prune(time: number): number {
		const removed = this.database.prepare('DELETE FROM run WHERE ended_at < ?').run(time);
		return Number(removed.changes);
	}

	/** @throws WorkflowError unknown_run */
	require(id: number): WorkflowRun {
		return knownRun(id, this.get(id));
	}

	private toRun(row: Record<string, unknown>): WorkflowRun {
		return toRun(row, this.definitions);
	}
}
