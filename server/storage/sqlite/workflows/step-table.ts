/** The run log and the effects of its steps; synchronous, so it lives in the thread of the workflow database. */
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
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { DeviceTable } from '../devices/table';
import { transaction } from '../data/transaction';
import type { RunTable } from './run-table';

/** Writes steps. Every method is one transaction, and refuses when the run is over or is elsewhere. */
export class StepTable {
	readonly devices: DeviceTable;
	private readonly select: StatementSync;
	private readonly ofRun: StatementSync;

	constructor(
		private readonly database: DatabaseSync,
		private readonly runs: RunTable,
	) {
		this.devices = new DeviceTable(database);
		this.select = database.prepare('SELECT * FROM step WHERE run_id = ? AND block = ?');
		this.ofRun = database.prepare('SELECT * FROM step WHERE run_id = ? ORDER BY number');
	}

	/** The run log in order. */
	list(runId: number): Step[] {
		return this.ofRun.all(runId).map(toStep);
	}

	/** Begins a step, or takes up the one that a crash, a delay or a retry left. */
	start(ref: StepRef, step: StartedStep, now: number): Step {
		return transaction(this.database, () => {
			this.requireAt(ref);
			this.database
				.prepare(
					`INSERT INTO step (run_id, number, block, type, state, attempt, input, output, simulated, started_at)
					SELECT :runId, coalesce(max(number), 0) + 1, :block, :type, 'RUNNING', 1, :input, 'null', :simulated, :now
					FROM step WHERE run_id = :runId
					ON CONFLICT (run_id, block) DO UPDATE SET state = 'RUNNING'
					WHERE coalesce(wake_at, 0) <= :now`,
				)
				.run({
					...ref,
					type: step.type,
					input: JSON.stringify(step.input),
					simulated: step.simulated ? 1 : 0,
					now,
				});
			return this.require(ref);
		});
	}

	/** Notes that a step goes on later, as the next attempt when one failed. */
	wait(ref: StepRef, { attempt, wakeAt, error }: WaitingStep): void {
		transaction(this.database, () => {
			this.requireAt(ref);
			this.database
				.prepare(
					`UPDATE step SET state = 'WAITING', attempt = :attempt, wake_at = :wakeAt, error = :error
					WHERE run_id = :runId AND block = :block`,
				)
				.run({ ...ref, attempt, wakeAt, error });
		});
	}

	/** Ends a step and moves the run, both or neither: this is the checkpoint of a run. */
	finish(ref: StepRef, { state, output, error, to }: FinishedStep, now: number): WorkflowRun {
		return transaction(this.database, () => {
			this.requireAt(ref);
			this.database
				.prepare(
					`UPDATE step SET state = :state, output = :output, error = :error, wake_at = NULL, ended_at = :now
					WHERE run_id = :runId AND block = :block`,
				)
				.run({ ...ref, state, output: JSON.stringify(output), error, now });
			return this.runs.move(ref.runId, to, now);
		});
	}

	/** Acts on a device once per attempt; a repetition gets the first answer. */
	act(
		ref: StepRef,
		attempt: number,
		device: string,
		action: DeviceAction,
		now: number,
	): ActionResult {
		return transaction(this.database, () => {
			this.requireAt(ref);
			const key = { ...ref, attempt };
			const before = this.database
				.prepare(
					'SELECT result FROM effect WHERE run_id = :runId AND block = :block AND attempt = :attempt',
				)
				.get(key);
			if (before !== undefined) return JSON.parse(before['result'] as string) as ActionResult;
			const result = this.devices.act(device, action, now);
			this.database
				.prepare(
					'INSERT INTO effect (run_id, block, attempt, result) VALUES (:runId, :block, :attempt, :result)',
				)
				.run({ ...key, result: JSON.stringify(result) });
			return result;
		});
	}

	/** Puts a mail into the outbox once per block. */
	mail(ref: StepRef, mail: Mail, now: number): void {
		transaction(this.database, () => {
			this.requireAt(ref);
			this.database
				.prepare(
					`INSERT INTO outbox (run_id, block, time, mail) VALUES (:runId, :block, :now, :mail)
					ON CONFLICT (run_id, block) DO NOTHING`,
				)
				.run({ ...ref, now, mail: JSON.stringify(mail) });
		});
	}

	/** Mails of the outbox, newest first. */
	outbox(limit: number, before: number | undefined): OutboxMail[] {
		return this.database
			.prepare('SELECT * FROM outbox WHERE id < ? ORDER BY id DESC LIMIT ?')
			.all(before ?? Number.MAX_SAFE_INTEGER, limit)
			.map((row) => ({
				id: row['id'] as number,
				runId: row['run_id'] as number,
				block: row['block'] as string,
				time: row['time'] as number,
				...(JSON.parse(row['mail'] as string) as Mail),
			}));
	}

	private require(ref: StepRef): Step {
		return toStep(this.select.get(ref.runId, ref.block) ?? {});
	}

	private requireAt(ref: StepRef): void {
		requireAt(ref, this.runs.get(ref.runId));
	}
}
