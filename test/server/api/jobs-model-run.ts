/** Drives the server and the model through one random sequence of calls and compares every answer. */
import type { TestServer } from '../../support/server';
import { type Dialect, type JobCaller, shownError, shownJobs, shownPage } from './jobs-dialects';
import { gate, reached, step, until } from './jobs-gate';
import { HOUR, Model, type ModelJob, type Person } from './jobs-model';

/** Codes of the errors that the model names. */
const CODES: Readonly<Record<string, Record<Dialect, string>>> = {
	unknown: { v1: '404 UNKNOWN_JOB', v2: '404 10005001' },
	expired: { v1: '410 JOB_EXPIRED', v2: '410 10005002' },
	failed: { v1: '409 JOB_FAILED', v2: '409 10005004' },
	page: { v1: '400 PAGE_OUT_OF_RANGE', v2: '400 10003011' },
};
/** One owner may have seven running of the eight of a kind, and no job of the test is to wait for a place. */
const MAX_RUNNING = 7;
/** Longer than any wait before another attempt. */
const AFTER_RETRY = 16_000;

/** A caller and what the model knows of it. */
export interface Actor extends Person {
	readonly caller: JobCaller;
}

/** The server under test; it changes with each restart. */
export interface Lab {
	server: TestServer;
	restart(): Promise<void>;
	readonly actors: readonly Actor[];
	/** Grows with every event of all sequences. */
	serial: number;
}

/** One sequence; `log` tells what was done, for the message of a difference. */
export class HttpModelRun {
	readonly log: string[] = [];
	private readonly model: Model;

	/** @param name marks the events and jobs of this sequence */
	constructor(
		private readonly random: () => number,
		private readonly lab: Lab,
		private readonly name: string,
	) {
		this.model = new Model(lab.server.clock.now());
	}

	/** Runs `length` random commands. @throws Error at the first difference */
	async run(length: number): Promise<void> {
		const commands = [
			...times(4, () => this.submit()),
			...times(5, () => this.step()),
			...times(3, () => this.finish()),
			...times(6, () => this.readPage()),
			...times(4, () => this.poll()),
			...times(2, () => this.list()),
			...times(2, () => this.remove()),
			...times(3, () => this.advance()),
			...times(2, () => this.ingest()),
			() => this.failForGood(),
			() => this.failOnce(),
		];
		await this.ingest();
		for (let n = 0; n < length; n++) {
			if (this.random() < 0.005) await this.restart();
			else if (this.random() < 0.01) await this.removeAll();
			else await this.pick(commands)();
		}
		for (const job of this.model.jobs) await this.compare(job, this.actorOf(job));
		for (const job of this.model.listed({ name: '', admin: true })) {
			await this.actorOf(job).caller.delete(job.id);
		}
	}

	private async ingest(): Promise<void> {
		const count = this.pick([1, 12, 35]);
		const events = Array.from({ length: count }, (_, N) => ({ N, serial: (this.lab.serial += 1) }));
		this.note(`ingest ${count}`);
		await this.lab.server.store(
			events.map(({ N, serial }) => ({
				TIME: 1e12 + serial,
				HOSTNAME: 'h',
				Q: this.name,
				N,
				S: serial,
			})),
		);
		this.model.ingest(events);
	}

	private async submit(): Promise<void> {
		const actor = this.pick(this.lab.actors);
		if (this.running().length >= MAX_RUNNING) return;
		const tag = `${this.name}x${this.model.jobs.length}`;
		const below = this.pick([0, 5, 20, 100]);
		this.note(`${actor.name} submits ${tag}, N < ${below}`);
		const id = await actor.caller.submit(`Q = ${this.name} AND N < ${below} AND ${gate(tag)}`);
		await reached(tag);
		this.model.submit({ id, tag, owner: actor.name, below });
	}

	private async step(): Promise<void> {
		const job = this.some(this.running());
		if (job === undefined) return;
		const count = Math.min(this.pick([1, 4, 10, 23]), job.snapshot.length - job.hits);
		this.note(`${job.tag} finds ${count}`);
		await step(job.tag, count);
		job.hits += count;
		await this.move(250);
		await this.settled(job);
	}

	private async finish(): Promise<void> {
		const job = this.some(this.running());
		if (job === undefined) return;
		this.note(`${job.tag} ends`);
		await step(job.tag, 'rest');
		await step(job.tag, 'end');
		job.hits = job.snapshot.length;
		this.model.end(job, 'SUCCESS');
		await this.settled(job);
	}

	private async failForGood(): Promise<void> {
		const job = this.some(this.running());
		if (job === undefined) return;
		this.note(`${job.tag} fails for good`);
		const error = new Error('told to fail');
		error.name = 'QuerySyntaxError';
		await step(job.tag, error);
		this.model.end(job, 'FAILED');
		await this.settled(job);
	}

	private async failOnce(): Promise<void> {
		const job = this.some(this.running());
		if (job === undefined) return;
		this.note(`${job.tag} fails`);
		await step(job.tag, new Error('told to fail'));
		const again = this.model.fail(job);
		await this.idle(job);
		if (!again) return this.settled(job);
		await this.move(AFTER_RETRY);
		await reached(job.tag);
		this.model.begin(job);
		await this.settled(job);
	}

	private async poll(): Promise<void> {
		const job = this.some();
		if (job !== undefined) await this.compare(job, this.pick(this.lab.actors));
	}

	private async readPage(): Promise<void> {
		const job = this.some();
		if (job === undefined) return;
		const actor = this.pick(this.lab.actors);
		const page = this.pick([1, 1, 2, 3, 4, 9]);
		const what = `page ${page} of ${job.tag} for ${actor.name}`;
		const answer = await actor.caller.page(job.id, page);
		const errors = this.model.pageError(job, page, actor);
		if (errors !== undefined) return this.expectError(what, answer, errors, actor);
		const { hits, next, count, total } = this.read(what, () => shownPage(answer));
		const expected = this.model.page(job, page);
		this.expect(
			what,
			{ serials: hits.map((hit) => hit['S']), next, count },
			{
				...expected,
				count: expected.serials.length,
			},
		);
		if (actor.caller.dialect === 'v2') this.expect(`total of ${what}`, total, job.hits);
	}

	private async list(): Promise<void> {
		const actor = this.pick(this.lab.actors);
		const answer = await actor.caller.jobs();
		const found = this.read('list', () => shownJobs(answer));
		// Other sequences have left nothing but what they could not delete: nothing.
		const expected = this.model.listed(actor);
		this.expect(
			`list of ${actor.name}`,
			found.map(({ id }) => id),
			expected.map(({ id }) => id),
		);
		for (const [n, job] of expected.entries()) this.compareShown(job, actor, found[n]);
	}

	private async remove(): Promise<void> {
		const job = this.some();
		if (job === undefined) return;
		const actor = this.pick(this.lab.actors);
		this.note(`${actor.name} deletes ${job.tag}`);
		const answer = await actor.caller.delete(job.id);
		const errors = this.model.error(job, actor);
		if (errors !== undefined) return this.expectError(`delete ${job.tag}`, answer, errors, actor);
		this.expect(`delete ${job.tag}`, answer.status, 200);
		await this.deleted(job);
	}

	private async removeAll(): Promise<void> {
		const actor = this.lab.actors.find(({ caller }) => caller.dialect === 'v1') as Actor;
		const jobs = this.model.listed(actor);
		this.note(`${actor.name} deletes all`);
		const { body } = await actor.caller.delete();
		this.expect('answer', body.message, `deleted hits of ${jobs.length} requests`);
		for (const job of jobs) await this.deleted(job);
	}

	private async deleted(job: ModelJob): Promise<void> {
		job.state = 'DELETED';
		await this.idle(job);
	}

	/** Resolves when nothing runs on behalf of `job`. */
	private idle(job: ModelJob): Promise<void> {
		const others = this.running().filter((other) => other !== job).length;
		return until(() => this.lab.server.jobs.runningJobs <= others, `${job.tag} is stopped`);
	}

	private async advance(): Promise<void> {
		const ms = this.pick([1, 250, 60_000, HOUR, 24 * HOUR - 1, 24 * HOUR, 8 * 24 * HOUR]);
		this.note(`advance ${ms}`);
		await this.move(ms);
	}

	private async restart(): Promise<void> {
		this.note('restart');
		await this.lab.restart();
		for (const job of this.running()) {
			await reached(job.tag);
			this.model.begin(job);
		}
	}

	private async move(ms: number): Promise<void> {
		this.model.now += ms;
		await this.lab.server.advance(ms);
	}

	/** Waits until the server shows what the model does, as what a job does is written a moment later. */
	private async settled(job: ModelJob): Promise<void> {
		const { caller } = this.actorOf(job);
		const wanted = this.model.shown(job);
		await until(async () => {
			const [shown] = shownJobs(await caller.jobs(job.id));
			return shown?.hits === wanted.hits && shown.state === wanted.state;
		}, `${job.tag} shows ${wanted.state} with ${wanted.hits} hits`).catch((error: Error) => {
			throw this.failure(error.message);
		});
		await this.compare(job, this.actorOf(job));
	}

	private async compare(job: ModelJob, actor: Actor): Promise<void> {
		const answer = await actor.caller.jobs(job.id);
		const what = `state of ${job.tag} for ${actor.name}`;
		const errors = this.model.error(job, actor);
		if (errors !== undefined) return this.expectError(what, answer, errors, actor);
		this.compareShown(job, actor, this.read(what, () => shownJobs(answer))[0]);
	}

	private compareShown(job: ModelJob, actor: Actor, found: unknown): void {
		const totalHits = job.state === 'RUNNING' ? 0 : job.hits;
		this.expect(`${job.tag} for ${actor.name}`, found, {
			...this.model.shown(job),
			totalHits: actor.caller.dialect === 'v2' ? totalHits : undefined,
			message: job.state === 'FAILED' ? 'told to fail' : undefined,
		});
	}

	private running(): ModelJob[] {
		return this.model.jobs.filter(({ state }) => state === 'RUNNING');
	}

	private actorOf(job: ModelJob): Actor {
		return this.lab.actors.find(({ name }) => name === job.owner) as Actor;
	}

	private some(jobs: readonly ModelJob[] = this.model.jobs): ModelJob | undefined {
		return jobs.length === 0 ? undefined : this.pick(jobs);
	}

	private pick<T>(choice: readonly T[]): T {
		return choice[Math.floor(this.random() * choice.length)] as T;
	}

	private note(line: string): void {
		this.log.push(line);
	}

	private expectError(
		what: string,
		answer: Parameters<typeof shownError>[0],
		errors: readonly string[],
		{ caller }: Actor,
	): void {
		const codes = errors.map((error) => CODES[error]?.[caller.dialect]);
		const found = shownError(answer);
		if (!codes.includes(found)) this.expect(what, found, codes);
	}

	private read<T>(what: string, reading: () => T): T {
		try {
			return reading();
		} catch (error) {
			throw this.failure(`${what}: ${(error as Error).message}`);
		}
	}

	private expect(what: string, found: unknown, expected: unknown): void {
		const [has, wants] = [JSON.stringify(sorted(found)), JSON.stringify(sorted(expected))];
		if (has !== wants) throw this.failure(`${what}: found ${has}, expected ${wants}`);
	}

	private failure(message: string): Error {
		return new Error(`${message}, after\n${this.log.join('\n')}`);
	}
}

function times<T>(count: number, value: T): T[] {
	return Array<T>(count).fill(value);
}

/** With keys in one order, so that JSON texts can be compared. */
function sorted(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
