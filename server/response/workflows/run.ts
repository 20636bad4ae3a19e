/** A run of a workflow, and the steps of its log. */
import type { Definition, Json } from './definition';

/** What started a run. */
export type Trigger = 'api' | 'console' | 'alert';

/** `QUEUED → RUNNING → SUCCESS | FAILED | CANCELLED`. */
export type RunState = 'QUEUED' | 'RUNNING' | 'SUCCESS' | 'FAILED' | 'CANCELLED';

/** What a run's placeholders can read; fixed when the run starts, so that a resumed block sees the same. */
export interface RunContext {
	readonly arguments: { readonly [name: string]: Json };
	/** Name of the device that the run is about. */
	readonly device: string | null;
	readonly ticket: Json;
	readonly incident: Json;
	readonly alert: Json;
}

/** One run; times are epoch ms. */
export interface WorkflowRun {
	/** The `execution_id` of the API. */
	readonly id: number;
	readonly templateId: number;
	readonly templateName: string;
	/** As it was when the run started. */
	readonly definition: Definition;
	readonly context: RunContext;
	readonly trigger: Trigger;
	/** Who started it: a token's id, an administrator's name, or `alerts`. */
	readonly owner: string;
	readonly ticketId: string | null;
	readonly state: RunState;
	/** The block that is next or at work; null when the run is over. */
	readonly block: string | null;
	/** Why it failed, or how it ended. */
	readonly message: string | null;
	readonly jobId: string | null;
	readonly createdAt: number;
	readonly startedAt: number | null;
	readonly endedAt: number | null;
}

/** A run to be started. */
export type NewRun = Pick<
	WorkflowRun,
	'templateId' | 'templateName' | 'definition' | 'context' | 'trigger' | 'owner' | 'ticketId'
> & {
	/** A second run with the same key is the first one: an alert starts a workflow once. */
	readonly key: string | null;
};

/** State of a step; one that was cut off by a cancellation ends as `CANCELLED`. */
export type StepState = 'RUNNING' | 'WAITING' | 'SUCCESS' | 'FAILED' | 'CANCELLED';

/** One block in the run log. */
export interface Step {
	readonly runId: number;
	/** From 1, in the order of execution. */
	readonly number: number;
	readonly block: string;
	readonly type: string;
	readonly state: StepState;
	/** Attempts made, the present one included. */
	readonly attempt: number;
	/** Parameters with their placeholders filled in; secrets are left out. */
	readonly input: Json;
	readonly output: Json;
	readonly error: string | null;
	/** True when it acted on a simulated device, or recorded instead of sent. */
	readonly simulated: boolean;
	/** When it goes on, for a delay or a retry. */
	readonly wakeAt: number | null;
	readonly startedAt: number;
	readonly endedAt: number | null;
}

/** Whether a run goes on. */
export function isOpen(state: RunState): boolean {
	return state === 'QUEUED' || state === 'RUNNING';
}

/** How a run ends. */
export interface RunEnd {
	readonly state: 'SUCCESS' | 'FAILED' | 'CANCELLED';
	readonly message: string | null;
}
