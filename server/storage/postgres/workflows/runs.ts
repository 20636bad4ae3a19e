/** The rows of workflow runs in PostgreSQL; callers bring the transaction. */
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
import type { Sql } from '../data/driver';

type Row = Readonly<Record<string, unknown>>;

/** Makes, reads and ends runs. @param definitions keeps the secrets of their definitions */
export class Runs {
	constructor(private readonly definitions: DefinitionText) {}

	/** Makes a run, or finds the one of the same key. */
	async create(sql: Sql, run: NewRun, now: number): Promise<CreatedRun> {
		const known =
			run.key === null
				? undefined
				: await sql.one<Row>('SELECT * FROM run WHERE md5(key) = md5($1) AND key = $1', [run.key]);
		if (known !== undefined) return { run: this.toRun(known), created: false };
		const { templateId, templateName, definition, context, trigger, owner, ticketId, key } = run;
		const row = await sql.one<Row>(
			`INSERT INTO run (template_id, template_name, definition, context, trigger, owner, ticket_id,
				key, state, block, created_at)
			VALUES (:templateId, :templateName, :definition, :context, :trigger, :owner, :ticketId,
				:key, 'QUEUED', :start, :now) RETURNING *`,
			{
				...{ templateId, templateName, trigger, owner, ticketId, key, now },
				definition: this.definitions.write(definition),
				context: JSON.stringify(context),
				start: definition.start,
			},
		);
		return { run: this.toRun(row as Row), created: true };
	}

	/** One run. */
	async get(sql: Sql, id: number): Promise<WorkflowRun | undefined> {
		const row = await sql.one<Row>('SELECT * FROM run WHERE id = $1', [id]);
		return row && this.toRun(row);
	}

	/** Runs, newest first. */
	async list(sql: Sql, filter: RunFilter): Promise<WorkflowRun[]> {
		const { limit, before = null, templateId = null, ticketId = null, state = null } = filter;
		const rows = await sql.all<Row>(
			`SELECT * FROM run WHERE (:before::bigint IS NULL OR id < :before)
				AND (:templateId::bigint IS NULL OR template_id = :templateId)
				AND (:ticketId::text IS NULL OR ticket_id = :ticketId) AND (:state::text IS NULL OR state = :state)
			ORDER BY id DESC LIMIT :limit`,
			{ limit, before, templateId, ticketId, state },
		);
		return rows.map((row) => this.toRun(row));
	}

	/** Marks a run as begun; one that is over stays so. */
	async begin(sql: Sql, id: number, now: number): Promise<WorkflowRun | undefined> {
		await sql.run(
			`UPDATE run SET state = 'RUNNING', started_at = coalesce(started_at, $2)
			WHERE id = $1 AND ended_at IS NULL`,
			[id, now],
		);
		return this.get(sql, id);
	}

	/** Ends a run wherever it is; the first end counts. @throws WorkflowError unknown_run */
	async end(sql: Sql, id: number, end: RunEnd, now: number): Promise<WorkflowRun> {
		const run = knownRun(id, await this.get(sql, id));
		if (!isOpen(run.state)) return run;
		const cut = end.state === 'CANCELLED' ? 'CANCELLED' : 'FAILED';
		await sql.run(
			`UPDATE step SET state = $2, error = coalesce(error, $3), wake_at = NULL, ended_at = $4
			WHERE run_id = $1 AND ended_at IS NULL`,
			[id, cut, end.message, now],
		);
		return this.move(sql, id, end, now);
	}

	/** Goes on to a block, or ends. */
	async move(
		sql: Sql,
		id: number,
		to: { readonly next: string } | RunEnd,
		now: number,
	): Promise<WorkflowRun> {
		if ('next' in to) await sql.run('UPDATE run SET block = $2 WHERE id = $1', [id, to.next]);
		else {
			await sql.run(
				'UPDATE run SET state = $2, message = $3, block = NULL, ended_at = $4 WHERE id = $1',
				[id, to.state, to.message, now],
			);
		}
		return knownRun(id, await this.get(sql, id));
	}

	private toRun(row: Row): WorkflowRun {
		return toRun(row, this.definitions);
	}
}

/** Ids of the runs that are not over. */
export async function openRuns(sql: Sql): Promise<number[]> {
	const rows = await sql.all<{ id: number }>(
		'SELECT id FROM run WHERE ended_at IS NULL ORDER BY id',
	);
	return rows.map(({ id }) => id);
}
