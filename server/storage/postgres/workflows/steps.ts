/** The run log and the effects of its steps in PostgreSQL; callers bring the transaction. */
import type { ActionResult, DeviceAction } from '../../../response/devices';
import {
	type FinishedStep,
	type Mail,
	type OutboxMail,
	requireAt,
	type StartedStep,
	type Step,
	type StepRef,
	toStep,
	type WaitingStep,
	type WorkflowRun,
} from '../../../response/workflows';
import type { Sql } from '../data/driver';
import { actOn } from './devices';
import type { Runs } from './runs';

type Row = Readonly<Record<string, unknown>>;

/** Writes steps; every method refuses when the run is over or is elsewhere. */
export class Steps {
	constructor(private readonly runs: Runs) {}

	/** Begins a step, or takes up the one that a crash, a delay or a retry left. */
	async start(sql: Sql, ref: StepRef, step: StartedStep, now: number): Promise<Step> {
		await this.requireAt(sql, ref);
		const { type, simulated } = step;
		await sql.run(
			`INSERT INTO step (run_id, number, block, type, state, attempt, input, output, simulated, started_at)
			SELECT :runId, coalesce(max(number), 0) + 1, :block, :type, 'RUNNING', 1, :input, 'null', :simulated::boolean,
				:now::bigint FROM step WHERE run_id = :runId
			ON CONFLICT (run_id, block) DO UPDATE SET state = 'RUNNING' WHERE coalesce(step.wake_at, 0) <= :now`,
			{ ...ref, type, input: JSON.stringify(step.input), simulated, now },
		);
		const row = await sql.one<Row>('SELECT * FROM step WHERE run_id = $1 AND block = $2', [
			...[ref.runId, ref.block],
		]);
		return toStep(row as Row);
	}

	/** Notes that a step goes on later, as the next attempt when one failed. */
	async wait(sql: Sql, ref: StepRef, { attempt, wakeAt, error }: WaitingStep): Promise<void> {
		await this.requireAt(sql, ref);
		await sql.run(
			`UPDATE step SET state = 'WAITING', attempt = :attempt, wake_at = :wakeAt, error = :error
			WHERE run_id = :runId AND block = :block`,
			{ ...ref, attempt, wakeAt, error },
		);
	}

	/** Ends a step and moves the run: this is the checkpoint of a run. */
	async finish(
		sql: Sql,
		ref: StepRef,
		{ state, output, error, to }: FinishedStep,
		now: number,
	): Promise<WorkflowRun> {
		await this.requireAt(sql, ref);
		await sql.run(
			`UPDATE step SET state = :state, output = :output, error = :error, wake_at = NULL, ended_at = :now
			WHERE run_id = :runId AND block = :block`,
			{ ...ref, state, output: JSON.stringify(output), error, now },
		);
		return this.runs.move(sql, ref.runId, to, now);
	}

	/** Acts on a device once per attempt; a repetition gets the first answer. */
	async act(
		sql: Sql,
		ref: StepRef,
		attempt: number,
		device: string,
		action: DeviceAction,
		now: number,
	): Promise<ActionResult> {
		await this.requireAt(sql, ref);
		const key = { ...ref, attempt };
		const before = await sql.one<{ result: string }>(
			'SELECT result FROM effect WHERE run_id = :runId AND block = :block AND attempt = :attempt',
			key,
		);
		if (before !== undefined) return JSON.parse(before.result) as ActionResult;
		const result = await actOn(sql, device, action, now);
		await sql.run(
			'INSERT INTO effect (run_id, block, attempt, result) VALUES (:runId, :block, :attempt, :result)',
			{ ...key, result: JSON.stringify(result) },
		);
		return result;
	}

	/** Puts a mail into the outbox once per block. */
	async mail(sql: Sql, ref: StepRef, mail: Mail, now: number): Promise<void> {
		await this.requireAt(sql, ref);
		await sql.run(
			`INSERT INTO mail (run_id, block, time, mail) VALUES (:runId, :block, :now, :mail)
			ON CONFLICT (run_id, block) DO NOTHING`,
			{ ...ref, now, mail: JSON.stringify(mail) },
		);
	}

	private async requireAt(sql: Sql, ref: StepRef): Promise<void> {
		requireAt(ref, await this.runs.get(sql, ref.runId));
	}
}

/** The log of a run in order. */
export async function stepsOf(sql: Sql, runId: number): Promise<Step[]> {
	const rows = await sql.all<Row>('SELECT * FROM step WHERE run_id = $1 ORDER BY number', [runId]);
	return rows.map(toStep);
}

/** Mails of the outbox, newest first. */
export async function listMails(
	sql: Sql,
	limit: number,
	before: number | undefined,
): Promise<OutboxMail[]> {
	const rows = await sql.all<{
		id: number;
		run_id: number;
		block: string;
		time: number;
		mail: string;
	}>('SELECT * FROM mail WHERE id < $1 ORDER BY id DESC LIMIT $2', [
		before ?? Number.MAX_SAFE_INTEGER,
		limit,
	]);
	return rows.map(({ id, run_id: runId, block, time, mail }) => ({
		...{ id, runId, block, time },
		...(JSON.parse(mail) as Mail),
	}));
}
