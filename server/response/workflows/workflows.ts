/** The workflows of the server: what the API, the console and alert profiles call. */
import type { Clock } from '../../platform';
import { hasCode, isActive, type JobEngine, type JobRecord, type KindOptions } from '../../jobs';
import { type ArgumentValues, checkArguments, knownArguments, needsDevice } from './arguments';
import { WorkflowError } from './errors';
import { isOpen, type NewRun, type Step, type Trigger, type WorkflowRun } from './run';
import { type RunParts, runJob } from './run-job';
import type { WorkflowStore } from './store';
import type { IncidentFacts } from './incident-facts';
import type { AlertFacts, FindIncident, FindTicket, TicketFacts } from './targets';
import type { Template } from './template';

/** Kind of the jobs that do runs. */
export const WORKFLOW_KIND = 'workflow';
/** Owner of the runs that alerts start. */
const ALERTS = 'alerts';
/** Runs and their logs are kept this long after their end, ms. */
export const RUN_RETENTION_MS = 30 * 24 * 3_600_000;
/** Old logs are looked for at most this often, ms. */
const PRUNE_EVERY_MS = 3_600_000;
/** Runs that are submitted together at start: they share writes to the disk. */
const RESUMED_AT_ONCE = 100;
/** Sees every run's job. */
const ADMIN = { owner: 'workflows', admin: true };
/** Attempts count failures of the database only: what fails in a block is the block's. */
const KIND: KindOptions = { maxAttempts: 20 };

/** A run that somebody asks for. */
export interface Execution {
	readonly templateId: number;
	readonly arguments: ArgumentValues;
	readonly ticketId?: string | undefined;
	/** Incident that the run is about, instead of a ticket. */
	readonly incidentId?: number | undefined;
	/** A token's id, or an administrator's name. */
	readonly owner: string;
	readonly trigger: Exclude<Trigger, 'alert'>;
}

/** What {@link Workflows} is made of. */
export interface WorkflowParts extends RunParts {
	readonly engine: JobEngine;
	readonly findTicket: FindTicket;
}

/** Lists, executes and cancels workflows. Make it before the job engine starts; call `resume` after. */
export class Workflows {
	readonly store: WorkflowStore;
	private readonly clock: Clock;
	private readonly engine: JobEngine;
	private findTicket: FindTicket;
	private findIncident: FindIncident = async () => undefined;
	private nextPrune = 0;

	constructor(parts: WorkflowParts) {
		this.store = parts.store;
		this.clock = parts.clock;
		this.engine = parts.engine;
		this.findTicket = parts.findTicket;
		parts.engine.register(WORKFLOW_KIND, runJob(parts), KIND);
	}

	/** Has tickets looked up by somebody else from now on. */
	useTickets(findTicket: FindTicket): void {
		this.findTicket = findTicket;
	}

	/** Has incidents looked up by somebody from now on; until then none is known. */
	useIncidents(findIncident: FindIncident): void {
		this.findIncident = findIncident;
	}

	/** All templates by id. */
	templates(): Promise<Template[]> {
		return this.store.templates();
	}

	/** One template. @throws WorkflowError unknown_workflow */
	async template(id: number): Promise<Template> {
		const template = await this.store.template(id);
		if (template === undefined) throw new WorkflowError('unknown_workflow', String(id));
		return template;
	}

	/**
	 * Starts a run; resolves when it is on disk.
	 *
	 * The argument `device` names the target; without it, it is the device of the incident, or of the ticket's.
	 *
	 * @throws WorkflowError unknown_workflow, unknown_ticket, unknown_incident, invalid_parameter, or conflict for a disabled workflow
	 */
	async execute(execution: Execution): Promise<WorkflowRun> {
		const { templateId, ticketId = null, incidentId, owner, trigger } = execution;
		const template = await this.template(templateId);
		requireEnabled(template);
		const values = checkArguments(template.definition, execution.arguments);
		const ticketFacts = ticketId === null ? undefined : await this.ticket(ticketId);
		const facts =
			ticketFacts ?? (incidentId === undefined ? undefined : await this.incident(incidentId));
		const device = deviceOf(values, facts?.device);
		if (device === null && needsDevice(template.definition)) {
			const what = 'expected a device name, because no ticket or incident names the device';
			throw new WorkflowError('invalid_parameter', `arguments.device: is required, ${what}`);
		}
		const incident = facts?.incident ?? null;
		const ticket = ticketFacts === undefined ? null : { ...ticketFacts.ticket, id: ticketFacts.id };
		const context = { arguments: values, device, ticket, incident, alert: null };
		return this.start({ ...named(template), context, trigger, owner, ticketId, key: null });
	}

	/**
	 * Starts the workflows that an alert's profile names, each once per alert however often this is called.
	 * A workflow that cannot be started does not keep the others from starting.
	 *
	 * @returns the runs, and a sentence for each workflow that was not started
	 */
	async onAlert(facts: AlertFacts): Promise<{ runs: WorkflowRun[]; problems: string[] }> {
		const runs: WorkflowRun[] = [];
		const problems: string[] = [];
		for (const templateId of new Set(facts.templateIds)) {
			try {
				runs.push(await this.startForAlert(templateId, facts));
			} catch (error) {
				if (!(error instanceof WorkflowError)) throw error;
				problems.push(`Workflow ${templateId} was not started: ${error.detail}`);
			}
		}
		return { runs, problems };
	}

	/** One run. @throws WorkflowError unknown_run */
	async run(id: number): Promise<WorkflowRun> {
		const run = await this.store.run(id);
		if (run === undefined) throw new WorkflowError('unknown_run', String(id));
		return run;
	}

	/** The run log. @throws WorkflowError unknown_run */
	async log(id: number): Promise<{ run: WorkflowRun; steps: Step[] }> {
		const run = await this.run(id);
		return { run, steps: await this.store.steps(id) };
	}

	/**
	 * Stops a run; what its blocks did stays done.
	 *
	 * @throws WorkflowError unknown_run; conflict when it is over
	 */
	async cancel(id: number, by: string): Promise<WorkflowRun> {
		const run = await this.run(id);
		if (!isOpen(run.state)) throw new WorkflowError('conflict', `Run ${id} is ${run.state}`);
		const end = { state: 'CANCELLED', message: `Cancelled by ${by}` } as const;
		const ended = await this.store.endRun(id, end, this.clock.now());
		if (ended.jobId !== null) await this.cancelJob(ended.jobId);
		return ended;
	}

	/**
	 * Takes up the runs that a crash left: one whose job was never submitted gets it, one whose job was given
	 * up is ended. Removes logs past their time. Call when the engine has started.
	 */
	async resume(): Promise<void> {
		const ids = await this.store.openRuns();
		for (let from = 0; from < ids.length; from += RESUMED_AT_ONCE) {
			const some = ids.slice(from, from + RESUMED_AT_ONCE);
			await Promise.all(some.map(async (id) => this.submit(await this.run(id))));
		}
		await this.prune();
	}

	private async prune(): Promise<void> {
		const now = this.clock.now();
		this.nextPrune = now + PRUNE_EVERY_MS;
		await this.store.prune(now - RUN_RETENTION_MS);
	}

	private async ticket(ticketId: string): Promise<TicketFacts> {
		const facts = await this.findTicket(ticketId);
		if (facts === undefined) throw new WorkflowError('unknown_ticket', JSON.stringify(ticketId));
		return facts;
	}

	private async incident(id: number): Promise<IncidentFacts> {
		const facts = await this.findIncident(id);
		if (facts === undefined) throw new WorkflowError('unknown_incident', String(id));
		return facts;
	}

	private async startForAlert(templateId: number, facts: AlertFacts): Promise<WorkflowRun> {
		const template = await this.template(templateId);
		requireEnabled(template);
		const { definition } = template;
		const values = checkArguments(definition, knownArguments(definition, facts.arguments ?? {}));
		const device = deviceOf(values, facts.device);
		if (device === null && needsDevice(definition)) {
			throw new WorkflowError('invalid_parameter', 'the alert names no device');
		}
		const { alert, incident = null } = facts;
		return this.start({
			...named(template),
			context: { arguments: values, device, ticket: null, incident, alert },
			trigger: 'alert',
			owner: ALERTS,
			ticketId: null,
			key: `alert-${facts.id}-${templateId}`,
		});
	}

	private async start(run: NewRun): Promise<WorkflowRun> {
		if (this.clock.now() >= this.nextPrune) await this.prune();
		const { run: made } = await this.store.createRun(run, this.clock.now());
		return this.submit(made);
	}

	/** The key makes it one job per run, however often this is done. */
	private async submit(run: WorkflowRun): Promise<WorkflowRun> {
		if (!isOpen(run.state)) return run;
		const { job } = await this.engine.submit({
			kind: WORKFLOW_KIND,
			owner: run.owner,
			payload: { runId: run.id },
			key: `run-${run.id}`,
		});
		if (run.jobId !== job.id) await this.store.setJob(run.id, job.id);
		return isActive(job.state) ? { ...run, jobId: job.id } : this.endWith(run, job);
	}

	private endWith(run: WorkflowRun, job: JobRecord): Promise<WorkflowRun> {
		const state = job.state === 'CANCELLED' ? ('CANCELLED' as const) : ('FAILED' as const);
		const message = job.deadReason ?? job.error?.message ?? `Its job ended as ${job.state}`;
		return this.store.endRun(run.id, { state, message }, this.clock.now());
	}

	private async cancelJob(jobId: string): Promise<void> {
		try {
			await this.engine.cancel(jobId, ADMIN);
		} catch (error) {
			// The handler saw the end of the run first, or the job is gone already.
			const codes = ['JOB_ILLEGAL_TRANSITION', 'JOB_NOT_FOUND', 'JOB_GONE'];
			if (!codes.some((code) => hasCode(error, code))) throw error;
		}
	}
}

function named({ id, name, definition }: Template) {
	return { templateId: id, templateName: name, definition };
}

function requireEnabled({ id, enabled }: Template): void {
	if (!enabled) throw new WorkflowError('conflict', `Workflow ${id} is disabled`);
}

/** The argument `device` goes before what the ticket or the alert names. */
function deviceOf(values: ArgumentValues, named: string | null | undefined): string | null {
	const given = values['device'];
	return typeof given === 'string' && given.trim() !== '' ? given.trim() : (named ?? null);
}
