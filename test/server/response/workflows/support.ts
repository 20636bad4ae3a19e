/** Workflows on a manual clock, with a server that can be killed at any call of the store and started again. */
import { ManualClock } from '../../../../server/platform';
import { ClockTimers, JobEngine, type JobQueue, MemoryJobQueue } from '../../../../server/jobs';
import type { Json } from '../../../../server/response/workflows/definition';
import type {
	OutgoingAnswer,
	OutgoingRequest,
} from '../../../../server/response/workflows/outgoing';
import { PREDEFINED } from '../../../../server/response/workflows/predefined';
import { isOpen, type Step, type WorkflowRun } from '../../../../server/response/workflows/run';
import { forwardingStore, type WorkflowStore } from '../../../../server/response/workflows/store';
import type { FindTicket } from '../../../../server/response/workflows/targets';
import { validateDefinition } from '../../../../server/response/workflows/validate';
import { Workflows } from '../../../../server/response/workflows/workflows';
import { openWorkflowDisk } from '../../../support/workflow-disk';
import { tempFolder } from '../../../support/temp';

export const T0 = Date.UTC(2026, 0, 31, 12);

/** When the process dies: at the n-th call of the store or the network, before it is done or just after. */
export interface Death {
	readonly call: number;
	readonly when: 'before' | 'after';
}

/** The network's answer to a request. */
export type Network = (request: OutgoingRequest) => Promise<OutgoingAnswer> | OutgoingAnswer;

/** What a world is made with. */
export interface WorldOptions {
	readonly findTicket?: FindTicket;
	readonly network?: Network;
}

/** A data folder's worth of state that outlives its processes. */
export class World {
	readonly clock = new ManualClock(T0);
	readonly requests: OutgoingRequest[] = [];
	readonly queue = new MemoryJobQueue();
	private readonly opened = openWorkflowDisk(tempFolder());
	private readonly ready: Promise<void>;
	private life: Life | undefined;
	/** The store itself, which no death touches: for looking at what is there. */
	readonly disk: WorkflowStore;

	constructor(private readonly options: WorldOptions = {}) {
		this.ready = counted(async () => {
			const { store } = await this.opened;
			await store.predefine(PREDEFINED, T0);
		});
		this.disk = forwardingStore((method, args) =>
			counted(async () => {
				// An engine across a network may answer a later call before an earlier one.
				await this.ready;
				const { store } = await this.opened;
				return (store[method] as (...given: unknown[]) => unknown)(...args);
			}),
		);
	}

	/** Starts a process; one that still lives is killed first. */
	async start(death?: Death): Promise<Life> {
		await this.ready;
		this.life?.kill();
		// What the dead one had sent to its store still happens, but before others take its work over.
		await settle();
		this.life = new Life(this, this.options, death);
		await this.life.boot();
		return this.life;
	}

	/** Adds a template. */
	async template(definition: object, name = 'Test'): Promise<number> {
		await this.ready;
		const content = { name, description: '', definition: validateDefinition(definition) };
		return (await this.disk.insertTemplate(content, T0)).id;
	}

	async run(id: number): Promise<WorkflowRun> {
		return (await this.disk.run(id)) as WorkflowRun;
	}

	steps(id: number): Promise<Step[]> {
		return this.disk.steps(id);
	}

	async close(): Promise<void> {
		this.life?.kill();
		await settle();
		await (await this.opened).close();
	}
}

/** One process. */
export class Life {
	readonly workflows: Workflows;
	readonly engine: JobEngine;
	private readonly timers: ClockTimers;
	/** Calls so far. */
	calls = 0;
	dead = false;

	constructor(
		private readonly world: World,
		options: WorldOptions,
		private readonly death: Death | undefined,
	) {
		this.timers = new ClockTimers(world.clock);
		const queue = this.mortal(world.queue);
		this.engine = new JobEngine({
			queue,
			clock: world.clock,
			timers: this.timers,
			random: () => 1,
		});
		const network: Network = options.network ?? (() => ({ status: 200, headers: {}, body: '' }));
		this.workflows = new Workflows({
			engine: this.engine,
			clock: world.clock,
			timers: this.timers,
			findTicket: options.findTicket ?? (async () => undefined),
			store: forwardingStore((method, args) =>
				this.guarded(() => (world.disk[method] as (...given: unknown[]) => unknown)(...args)),
			),
			http: {
				send: (request) =>
					this.guarded(() => {
						world.requests.push(request);
						return network(request);
					}),
			},
		});
	}

	async boot(): Promise<void> {
		await this.survive(this.engine.start().then(() => this.workflows.resume()));
	}

	/** Nothing that this process has begun goes on. */
	kill(): void {
		this.dead = true;
	}

	/** Lets the process work until nothing is left to do, moving the clock to whatever it waits for. */
	async finish(id: number): Promise<void> {
		for (let round = 0; round < 2_000 && !this.dead; round++) {
			await settle();
			const run = await this.world.run(id);
			if (run === undefined || !isOpen(run.state)) return settle();
			const wakes = (await this.world.steps(id)).map((step) => step.wakeAt ?? 0);
			const next = Math.max(...wakes, 0);
			if (next > this.world.clock.now()) await this.moveTo(next);
		}
	}

	/** Moves the clock. */
	async moveTo(time: number): Promise<void> {
		this.world.clock.set(time);
		this.timers.moved();
		await this.survive(this.engine.wake());
		await settle();
	}

	/** Resolves when `work` is done or the process is dead. */
	private async survive(work: Promise<unknown>): Promise<void> {
		let done = false;
		let failure: unknown;
		work.then(
			() => (done = true),
			(error: unknown) => {
				failure = error;
				done = true;
			},
		);
		while (!done && !this.dead) await settle();
		if (failure !== undefined) throw failure as Error;
	}

	private async guarded<T>(work: () => T | Promise<T>): Promise<T> {
		const call = ++this.calls;
		const here = this.death?.call === call ? this.death.when : undefined;
		if (this.dead || here === 'before') return this.end();
		const result = await work();
		if (here === 'after') return this.end();
		if (this.dead) return new Promise<never>(() => undefined);
		return result;
	}

	private end(): Promise<never> {
		this.dead = true;
		return new Promise<never>(() => undefined);
	}

	private mortal(queue: JobQueue): JobQueue {
		return new Proxy(queue, {
			get: (target, name) => {
				const member = target[name as keyof JobQueue] as unknown;
				if (typeof member !== 'function') return member;
				return (...args: unknown[]) =>
					this.dead
						? new Promise(() => undefined)
						: (member as (...given: unknown[]) => unknown).apply(target, args);
			},
		});
	}
}

/** Calls of stores that are under way; engines across a network take more than a turn. */
let underWay = 0;

async function counted<T>(work: () => Promise<T>): Promise<T> {
	underWay++;
	try {
		return await work();
	} finally {
		underWay--;
	}
}

/** Lets everything happen that waits for nothing but its turn, and for the store. */
export async function settle(): Promise<void> {
	do {
		while (underWay > 0) await new Promise((resolve) => setTimeout(resolve, 1));
		for (let round = 0; round < 4; round++) await new Promise((resolve) => setImmediate(resolve));
	} while (underWay > 0);
}

/** Starts a run and lets it end. */
export async function runToEnd(
	world: World,
	life: Life,
	templateId: number,
	given: Record<string, string | number | boolean> = {},
	ticketId?: string,
): Promise<{ run: WorkflowRun; steps: Step[] }> {
	const { id } = await life.workflows.execute({
		templateId,
		arguments: given,
		ticketId,
		owner: 'ann',
		trigger: 'api',
	});
	await life.finish(id);
	return { run: await world.run(id), steps: await world.steps(id) };
}

/** `block:state` of each step. */
export function path(steps: readonly Step[]): string[] {
	return steps.map(({ block, state }) => `${block}:${state}`);
}

/** A block that writes a mail: its effect can be counted. */
export function mail(id: string, more: Record<string, unknown> = {}, subject: Json = id) {
	return { id, type: 'send_mail', parameters: { to: 'a@b.example', subject }, ...more };
}
