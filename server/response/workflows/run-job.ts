/** The job that does a run, block by block; after a crash it goes on at the block where it was. */
import type { Clock } from '../../platform';
import { type JobContext, type JobHandler, PermanentJobError, type Timers } from '../../jobs';
import { blockTypeOf } from './blocks';
import {
	type Block,
	DEFAULT_BLOCK_TIMEOUT_SECONDS,
	DEFAULT_RETRY_SECONDS,
	DEFAULT_TIMEOUT_MINUTES,
} from './definition';
import { blocksById } from './graph';
import { finishedStep } from './next-block';
import type { OutgoingHttp } from './outgoing';
import { fillParameters, masked } from './parameters';
import { isOpen, type Step, type WorkflowRun } from './run';
import { isOvertaken, runBlock } from './run-block';
import type { WorkflowStore } from './store';
import { variablesOfRun } from './variables';

/** What runs need. */
export interface RunParts {
	readonly store: WorkflowStore;
	readonly clock: Clock;
	readonly timers: Timers;
	readonly http: OutgoingHttp;
}

/** What the job carries. */
export interface RunPayload {
	readonly runId: number;
}

/** The handler of the job kind `workflow`. A run that failed makes its job fail. */
export function runJob(parts: RunParts): JobHandler<RunPayload> {
	return async (context) => {
		const { runId } = context.payload;
		let run = await parts.store.beginRun(runId, parts.clock.now());
		if (run === undefined) throw new PermanentJobError(`There is no run ${runId}`, 'UNKNOWN_RUN');
		while (isOpen(run.state)) {
			context.signal.throwIfAborted();
			run = await oneStep(parts, run, context).catch(async (error: unknown) => {
				// Cancelled between two writes: the run log has the last word.
				const found = isOvertaken(error) ? await parts.store.run(runId) : undefined;
				if (found === undefined || isOpen(found.state)) throw error;
				return found;
			});
		}
		const message = run.message ?? `Run ${run.id} is ${run.state}`;
		if (run.state !== 'SUCCESS') throw new PermanentJobError(message, `WORKFLOW_${run.state}`);
		return { runId, state: run.state, message: run.message };
	};
}

async function oneStep(
	parts: RunParts,
	run: WorkflowRun,
	context: JobContext<RunPayload>,
): Promise<WorkflowRun> {
	const { store, clock, timers, http } = parts;
	const deadline = deadlineOf(run);
	if (clock.now() >= deadline) return timeOut(parts, run);
	const block = blocksById(run.definition).get(run.block ?? '');
	const type = block === undefined ? undefined : blockTypeOf(block.type);
	if (block === undefined || type === undefined) {
		const message = `This server does not know the block "${run.block}" (${block?.type ?? 'no type'})`;
		return store.endRun(run.id, { state: 'FAILED', message }, clock.now());
	}
	const ref = { runId: run.id, block: block.id };
	const steps = await store.steps(run.id);
	context.progress({ done: steps.length, total: null, note: block.id });
	const scope = variablesOfRun(run, steps);
	let filled: ReturnType<typeof fillParameters>;
	try {
		filled = fillParameters(type, block.parameters, scope);
	} catch (error) {
		await store.startStep(
			ref,
			{ type: type.type, input: {}, simulated: type.simulated },
			clock.now(),
		);
		const result = { status: 'failed' as const, error: (error as Error).message };
		return store.finishStep(ref, finishedStep(run.definition, block, result), clock.now());
	}
	const input = masked(type, filled);
	const step = await store.startStep(
		ref,
		{ type: type.type, input, simulated: type.simulated },
		clock.now(),
	);
	if (step.wakeAt !== null && step.wakeAt > clock.now()) {
		return context.sleepUntil(Math.min(step.wakeAt, deadline));
	}
	const now = clock.now();
	const result = await runBlock({
		type,
		filled,
		signal: context.signal,
		timers,
		environment: {
			key: keyOf(run, block),
			device: run.context.device,
			startedAt: step.startedAt,
			now,
			timeoutMs: timeoutOf(block, deadline - now),
			scope,
			http,
			act: (device, action) => store.act(ref, step.attempt, device, action, now),
			mail: (mail) => store.mail(ref, mail, now),
		},
	});
	if (result.status === 'wait') {
		const { attempt } = step;
		await store.waitStep(ref, { attempt, wakeAt: result.until, error: null });
		return context.sleepUntil(Math.min(result.until, deadline));
	}
	if (result.status === 'failed' && step.attempt <= (block.retries ?? 0)) {
		return retry(parts, block, step, result.error, deadline, context);
	}
	return store.finishStep(ref, finishedStep(run.definition, block, result), clock.now());
}

async function retry(
	{ store, clock }: RunParts,
	block: Block,
	{ runId, attempt }: Step,
	error: string,
	deadline: number,
	context: JobContext<RunPayload>,
): Promise<never> {
	const wakeAt = clock.now() + (block.retryAfterSeconds ?? DEFAULT_RETRY_SECONDS) * 1000;
	await store.waitStep({ runId, block: block.id }, { attempt: attempt + 1, wakeAt, error });
	return context.sleepUntil(Math.min(wakeAt, deadline));
}

function timeOut({ store, clock }: RunParts, run: WorkflowRun): Promise<WorkflowRun> {
	const minutes = run.definition.timeoutMinutes ?? DEFAULT_TIMEOUT_MINUTES;
	const message = `The run was not done within ${minutes} minutes`;
	return store.endRun(run.id, { state: 'FAILED', message }, clock.now());
}

/** Run ids begin anew with a new data folder; the time of the run tells the two apart. */
function keyOf(run: WorkflowRun, block: Block): string {
	return `log360_${run.createdAt.toString(36)}_run_${run.id}_${block.id}`;
}

function deadlineOf(run: WorkflowRun): number {
	const minutes = run.definition.timeoutMinutes ?? DEFAULT_TIMEOUT_MINUTES;
	return (run.startedAt ?? run.createdAt) + minutes * 60_000;
}

function timeoutOf(block: Block, left: number): number {
	return Math.min((block.timeoutSeconds ?? DEFAULT_BLOCK_TIMEOUT_SECONDS) * 1000, left);
}
