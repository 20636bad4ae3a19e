/** Drives engine and model through one random sequence and compares every answer. */
import { ManualClock } from '../../../server/platform';
import type { JobEngine } from '../../../server/jobs/engine';
import type { JobQueue } from '../../../server/jobs/queue';
import { searchJob, type HitBatch } from '../../../server/jobs/search-job';
import { ann, bob, HOUR, admin, makeEngine, settle, T0 } from './engine-fixture';
import { MAX_ATTEMPTS, Model, PAGE_SIZE, type ModelJob } from './model';

/** A queue that can be cut off like a process that dies. */
export interface CrashableQueue {
	readonly queue: JobQueue;
	readonly crash: () => Promise<void>;
}

type Step = { count: number; last: boolean } | 'fail';

/** 32-bit generator with good spread (mulberry32): a sequence is replayed by its seed. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** One sequence; `log` tells what was done, for the message of a difference. */
export class ModelRun {
	readonly log: string[] = [];
	private readonly clock = new ManualClock(T0);
	private readonly model = new Model(T0);
	private readonly waiting = new Map<string, (step: Step) => void>();
	private opened!: CrashableQueue;
	private engine!: JobEngine;
	private advanceEngine!: (ms: number) => Promise<void>;

	constructor(
		private readonly random: () => number,
		private readonly open: () => Promise<CrashableQueue>,
	) {}

	/** Runs `length` random commands. @throws Error at the first difference */
	async run(length: number): Promise<void> {
		await this.start();
		const commands = [
			...Array<() => Promise<void>>(4).fill(() => this.submit()),
			...Array<() => Promise<void>>(6).fill(() => this.step()),
			...Array<() => Promise<void>>(5).fill(() => this.readPage()),
			...Array<() => Promise<void>>(3).fill(() => this.advance()),
			() => this.poll(),
			() => this.poll(),
			() => this.list(),
			() => this.fail(),
			() => this.remove(),
			() => this.cancel(),
			() => this.crash(),
			() => this.crashUnanswered(),
		];
		for (let n = 0; n < length; n++) await this.pick(commands)();
		for (const job of this.model.jobs) await this.compare(job);
		await this.engine.stop(0);
		await this.opened.queue.close();
	}

	private async start(): Promise<void> {
		this.waiting.clear();
		this.opened = await this.open();
		const made = makeEngine({ queue: this.opened.queue, clock: this.clock });
		this.engine = made.engine;
		this.advanceEngine = made.advance;
		const scan = (search: { tag: string }): AsyncIterable<HitBatch> => this.scan(search.tag);
		this.engine.register<{ tag: string }>('work', searchJob<{ tag: string }, null>({ scan }), {
			concurrency: 1_000,
			maxAttempts: MAX_ATTEMPTS,
			pageSize: PAGE_SIZE,
		});
		await this.engine.start();
		await this.settled();
	}

	private async *scan(tag: string): AsyncGenerator<HitBatch> {
		for (let found = 0; ; ) {
			const step = await new Promise<Step>((resolve) => this.waiting.set(tag, resolve));
			if (step === 'fail') throw new Error('told to fail');
			yield { ids: Float64Array.from({ length: step.count }, (_, n) => hitId(found + n)) };
			found += step.count;
			if (step.last) return;
		}
	}

	private async submit(crash = false): Promise<void> {
		const owner = this.pick(['ann', 'bob']);
		const key = this.pick([undefined, undefined, 'k1', 'k2']);
		const dueAt = this.model.now + this.pick([0, 0, 0, HOUR]);
		const known = this.model.byKey(owner, key);
		const size = known?.size ?? this.pick([1, 5, 10, 11, 35]);
		const tag = known === undefined ? `${owner} ${this.model.jobs.length}` : this.tagOf(known);
		const submitting = this.engine.submit({
			kind: 'work',
			owner,
			key,
			dueAt,
			payload: { tag, size },
		});
		if (crash) return void submitting.catch(() => undefined);
		const { job, created } = await submitting;
		this.note(`submit ${tag} key ${key} due +${dueAt - this.model.now} → ${created}`);
		this.expect('created', created, known === undefined);
		if (known === undefined) this.model.submit({ id: job.id, owner, key, size, dueAt });
		else this.expect('job of the key', job.id, known.id);
		await this.settled();
	}

	private async step(): Promise<void> {
		const job = this.some((candidate) => this.model.isRunning(candidate));
		if (job === undefined) return;
		const count = Math.min(this.pick([1, 4, 10, 23]), job.size - job.hits);
		const last = job.hits + count === job.size;
		this.note(`step ${this.tagOf(job)} +${count}${last ? ', the last' : ''}`);
		this.answer(job, { count, last });
		await this.settled();
		this.model.step(job, count);
		if (last) this.model.finish(job);
		else await this.move(250);
		await this.compare(job);
	}

	private async fail(): Promise<void> {
		const job = this.some((candidate) => this.model.isRunning(candidate));
		if (job === undefined) return;
		this.note(`fail ${this.tagOf(job)}`);
		this.answer(job, 'fail');
		await this.settled();
		this.model.fail(job);
		await this.compare(job);
	}

	private async poll(): Promise<void> {
		const job = this.some();
		if (job !== undefined) await this.compare(job);
	}

	private async readPage(): Promise<void> {
		const job = this.some();
		if (job === undefined) return;
		const viewer = this.pick([ann, bob, admin]);
		const page = this.pick([1, 1, 2, 3, 4]);
		const expected = this.model.page(job, page, viewer);
		const found = await this.engine.page(job.id, page, viewer).then(
			({ ids }) => [...ids].map((id) => hitId(0) - id),
			(error: { code: string }) => error.code,
		);
		this.expectAnswer(`page ${page} of ${this.tagOf(job)} for ${viewer.owner}`, found, expected);
	}

	private async list(): Promise<void> {
		const viewer = this.pick([ann, bob, admin]);
		const expected = this.model.jobs
			.filter((job) => !this.model.isGone(job) && (viewer.admin || job.owner === viewer.owner))
			.map(({ id }) => id);
		const { total, jobs } = await this.engine.list(viewer);
		this.expect('total', total, expected.length);
		this.expect('list', jobs.map(({ id }) => id).reverse(), expected);
	}

	private async remove(crash = false): Promise<void> {
		const job = this.some();
		if (job === undefined) return;
		const viewer = this.pick([ann, bob, admin]);
		const removing = this.engine.delete(job.id, viewer).then(
			() => 'deleted',
			(error: { code: string }) => error.code,
		);
		if (crash) return void removing;
		const state = this.model.stateOf(job, viewer);
		const refused = /[A-Z]_/.test(state);
		this.note(`delete ${this.tagOf(job)} as ${viewer.owner}`);
		this.expectAnswer('delete', await removing, refused ? state : 'deleted');
		if (!refused) this.model.delete(job);
		await this.settled();
	}

	private async cancel(): Promise<void> {
		const job = this.some();
		if (job === undefined) return;
		const state = this.model.stateOf(job, admin);
		const expected = /[A-Z]_/.test(state)
			? state
			: job.state === 'active'
				? 'CANCELLED'
				: 'JOB_ILLEGAL_TRANSITION';
		this.note(`cancel ${this.tagOf(job)}`);
		const found = await this.engine.cancel(job.id, admin).then(
			(record) => record.state,
			(error: { code: string }) => error.code,
		);
		this.expectAnswer('cancel', found, expected);
		if (expected === 'CANCELLED') this.model.cancel(job);
		await this.settled();
	}

	private async advance(): Promise<void> {
		const ms = this.pick([1, 250, 1_000, 5_000, HOUR, 24 * HOUR - 1, 24 * HOUR, 8 * 24 * HOUR]);
		this.note(`advance ${ms}`);
		await this.move(ms);
	}

	private async crash(): Promise<void> {
		this.note('crash');
		await this.opened.crash();
		await this.engine.stop(0, 0);
		this.model.crash();
		await this.start();
	}

	/** Dies while calls are under way: each has happened wholly or not at all. */
	private async crashUnanswered(): Promise<void> {
		await this.submit(true);
		await this.remove(true);
		await this.crash();
		const { jobs } = await this.engine.list(admin);
		for (const record of [...jobs].reverse()) {
			if (this.model.jobs.some(({ id }) => id === record.id)) continue;
			const { size } = record.payload as { size: number };
			const { id, owner, dueAt } = record;
			this.model.submit({ id, owner, key: record.key ?? undefined, size, dueAt });
		}
		for (const job of this.model.jobs) {
			if (!this.model.isGone(job) && !jobs.some(({ id }) => id === job.id)) this.model.delete(job);
		}
	}

	private async move(ms: number): Promise<void> {
		this.model.now += ms;
		await this.advanceEngine(ms);
		await this.settled();
	}

	private async compare(job: ModelJob): Promise<void> {
		const expected = this.model.stateOf(job, admin);
		const found = await this.engine
			.get(job.id, admin)
			.catch((error: { code: string }) => error.code);
		const name = this.tagOf(job);
		this.expectAnswer(
			`state of ${name}`,
			typeof found === 'string' ? found : found.state,
			expected,
		);
		if (typeof found === 'string') return;
		this.expect(`hits of ${name}`, found.hits, job.hits);
		this.expect(`failures of ${name}`, found.failures, job.failures);
		this.expect(`expiry of ${name}`, found.expiresAt ?? Infinity, job.expiresAt);
	}

	private answer(job: ModelJob, step: Step): void {
		const resolve = this.waiting.get(this.tagOf(job));
		if (resolve === undefined)
			throw this.difference(`${this.tagOf(job)} runs`, 'it does not', 'it does');
		this.waiting.delete(this.tagOf(job));
		resolve(step);
	}

	private tagOf(job: ModelJob): string {
		return `${job.owner} ${this.model.jobs.indexOf(job)}`;
	}

	/** Handlers have gone as far as they can: nothing is on its way to the queue. */
	private async settled(): Promise<void> {
		await settle();
		await this.opened.queue.get('');
		await settle();
	}

	private some(which: (job: ModelJob) => boolean = () => true): ModelJob | undefined {
		const jobs = this.model.jobs.filter(which);
		return jobs.length === 0 ? undefined : this.pick(jobs);
	}

	private pick<T>(choice: readonly T[]): T {
		return choice[Math.floor(this.random() * choice.length)] as T;
	}

	private note(line: string): void {
		this.log.push(`+${this.model.now - T0} ${line}`);
	}

	private expectAnswer(what: string, found: unknown, expected: unknown): void {
		const either = expected === 'GONE_OR_NOT_FOUND' ? ['JOB_GONE', 'JOB_NOT_FOUND'] : [expected];
		if (either.some((one) => JSON.stringify(one) === JSON.stringify(found))) return;
		throw this.difference(what, found, expected);
	}

	private expect(what: string, found: unknown, expected: unknown): void {
		if (JSON.stringify(found) !== JSON.stringify(expected))
			throw this.difference(what, found, expected);
	}

	private difference(what: string, found: unknown, expected: unknown): Error {
		const story = this.log.join('\n');
		return new Error(
			`${what}: found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}, after\n${story}`,
		);
	}
}

function hitId(number: number): number {
	return T0 * 1000 - number;
}
