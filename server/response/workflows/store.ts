/** Where workflows, their runs and the simulated devices are kept: the methods, and how they are called from other threads. */
import type { ActionResult, DeviceAction, DeviceState } from '../devices';
import type { Mail } from './blocks/block-type';
import type { Json } from './definition';
import type { NewRun, RunEnd, RunState, Step, StepState, WorkflowRun } from './run';
import type { Template, TemplateContent } from './template';

/** A run that was asked for; `created` is false when its key had one. */
export interface CreatedRun {
	readonly run: WorkflowRun;
	readonly created: boolean;
}

/** An alert profile that starts a workflow. */
export interface Automation {
	readonly templateId: number;
	readonly profileId: number;
	/** Values for the workflow's arguments; placeholders read the alert, as in `{{alert.PROCESSNAME}}`. */
	readonly arguments: Readonly<Record<string, string | number | boolean>>;
}

/** Which runs to list. */
export interface RunFilter {
	readonly limit: number;
	/** Only ids below. */
	readonly before?: number | undefined;
	readonly templateId?: number | undefined;
	readonly ticketId?: string | undefined;
	readonly state?: RunState | undefined;
}

/** Names a step. */
export interface StepRef {
	readonly runId: number;
	readonly block: string;
}

/** A step that begins. */
export interface StartedStep {
	readonly type: string;
	readonly input: Json;
	readonly simulated: boolean;
}

/** A step that goes on later. */
export interface WaitingStep {
	readonly attempt: number;
	/** Epoch ms. */
	readonly wakeAt: number;
	readonly error: string | null;
}

/** A step that is over, and where the run goes. */
export interface FinishedStep {
	readonly state: Extract<StepState, 'SUCCESS' | 'FAILED'>;
	readonly output: Json;
	readonly error: string | null;
	readonly to: { readonly next: string } | RunEnd;
}

/** A mail that was recorded. */
export interface OutboxMail extends Mail {
	readonly id: number;
	readonly runId: number;
	readonly block: string;
	/** Epoch ms. */
	readonly time: number;
}

/** The methods of the store. Those that write resolve when it is on disk, and throw WorkflowError; see the tables. */
export interface StoreMethods {
	predefine(templates: readonly TemplateContent[], now: number): void;
	templates(): Template[];
	template(id: number): Template | undefined;
	insertTemplate(content: TemplateContent, now: number): Template;
	updateTemplate(
		id: number,
		content: TemplateContent,
		seen: number | undefined,
		now: number,
	): Template;
	enableTemplate(id: number, enabled: boolean): Template;
	deleteTemplate(id: number): void;
	automations(): Automation[];
	setAutomations(templateId: number, automations: readonly Omit<Automation, 'templateId'>[]): void;
	createRun(run: NewRun, now: number): CreatedRun;
	setJob(id: number, jobId: string): void;
	run(id: number): WorkflowRun | undefined;
	runs(filter: RunFilter): WorkflowRun[];
	openRuns(): number[];
	beginRun(id: number, now: number): WorkflowRun | undefined;
	endRun(id: number, end: RunEnd, now: number): WorkflowRun;
	prune(time: number): number;
	steps(runId: number): Step[];
	startStep(ref: StepRef, step: StartedStep, now: number): Step;
	waitStep(ref: StepRef, step: WaitingStep): void;
	finishStep(ref: StepRef, step: FinishedStep, now: number): WorkflowRun;
	act(
		ref: StepRef,
		attempt: number,
		device: string,
		action: DeviceAction,
		now: number,
	): ActionResult;
	mail(ref: StepRef, mail: Mail, now: number): void;
	outbox(limit: number, before: number | undefined): OutboxMail[];
	device(name: string): DeviceState;
	devices(limit: number): DeviceState[];
}

/** The store as everybody but its thread sees it. */
export type WorkflowStore = {
	readonly [Name in keyof StoreMethods]: (
		...args: Parameters<StoreMethods[Name]>
	) => Promise<ReturnType<StoreMethods[Name]>>;
};

/** Names of the methods, for what forwards calls. */
export const STORE_METHODS = [
	'predefine',
	'templates',
	'template',
	'insertTemplate',
	'updateTemplate',
	'enableTemplate',
	'deleteTemplate',
	'automations',
	'setAutomations',
	'createRun',
	'setJob',
	'run',
	'runs',
	'openRuns',
	'beginRun',
	'endRun',
	'prune',
	'steps',
	'startStep',
	'waitStep',
	'finishStep',
	'act',
	'mail',
	'outbox',
	'device',
	'devices',
] as const satisfies readonly (keyof StoreMethods)[];

/** Makes a store of one function that calls a method. */
export function forwardingStore(
	call: (method: keyof StoreMethods, args: readonly unknown[]) => Promise<unknown>,
): WorkflowStore {
	return Object.fromEntries(
		STORE_METHODS.map((method) => [method, (...args: unknown[]) => call(method, args)]),
	) as unknown as WorkflowStore;
}
