/** One random sequence of calls in both dialects, every answer compared with the model. */
import type { Dialect } from './jobs-dialects';
import { gate, step } from './jobs-gate';
import type { Actor, Lab } from './jobs-lab';
import type { Model, ModelJob } from './jobs-model';
import type { Examiner } from './jobs-model-check';

/** Jobs that one sequence has running at the most. */
const MAX_RUNNING = 7;
/** Longer than any wait before another attempt. */
const AFTER_RETRY = 16_000;
/** Progress is on disk so long after it was made. */
const FLUSH = 250;

type Command = () => Promise<void>;

/** What the sequences that share a server have in common. */
export interface Shared {
	readonly lab: Lab;
	readonly model: Model;
	readonly examiner: Examiner;
	/** Moves the clock of server and model. */
	move(ms: number): Promise<void>;
}

/** The commands of one sequence; the jobs and events of others are none of its business. */
export class Sequence {
	private readonly plan: Command[];

	/** @param name marks the events and jobs of this sequence */
	constructor(
		private readonly random: () => number,
		private readonly shared: Shared,
		readonly name: string,
		length: number,
	) {
		this.plan = this.makePlan(length);
	}

	/** Does the next command. @throws Error at a difference */
	async next(): Promise<void> {
		await this.plan.pop()?.();
	}

	/** Compares the state of every job once more. */
	async end(): Promise<void> {
		for (const job of this.jobs()) await this.shared.examiner.compare(job);
	}

	/** Submits a search and deletes a job without waiting for the answers. */
	startCalls(): UnheardCalls {
		const { lab, model, examiner } = this.shared;
		const unheard = (): void => undefined;
		const actor = this.pick(lab.actors);
		const submitted = {
			tag: this.nextTag(),
			sequence: this.name,
			owner: actor.name,
			below: this.pick([5, 20]),
		};
		const { tag, below } = submitted;
		examiner.note(`${actor.name} submits ${tag}, N < ${below}, and hears no answer`);
		actor.caller.submit(this.query(tag, below)).catch(unheard);
		const choice = this.anybody();
		if (choice === undefined) return { submitted, deletable: undefined };
		const { job, actor: other } = choice;
		examiner.note(`${other.name} deletes ${job.tag} and hears no answer`);
		other.caller.delete(job.id).catch(unheard);
		return { submitted, deletable: model.error(job, other) === undefined ? job : undefined };
	}

	/** Random commands with some that every sequence has: each kind of call in each dialect, with a job of its own. */
	private makePlan(length: number): Command[] {
		const dialects: Dialect[] = ['v1', 'v2'];
		const always = dialects.flatMap((dialect): Command[] => [
			() => this.submit(this.actor(dialect)),
			async () => this.poll(await this.own(dialect)),
			async () => this.readPage(await this.own(dialect)),
			async () => this.remove(await this.own(dialect)),
		]);
		const commands: Command[] = [
			...times(4, () => this.submit()),
			...times(5, () => this.step()),
			...times(3, () => this.finish()),
			...times(6, () => this.readPage()),
			...times(4, () => this.poll()),
			...times(2, () => this.list()),
			...times(2, () => this.remove()),
			...times(2, () => this.ingest()),
			() => this.failForGood(),
			() => this.failOnce(),
		];
		const plan = Array.from({ length: length - always.length - 1 }, () => this.pick(commands));
		for (const command of always) {
			plan.splice(Math.floor(this.random() * (plan.length + 1)), 0, command);
		}
		return [...plan, () => this.ingest()];
	}

	private async ingest(): Promise<void> {
		const { lab, model, examiner } = this.shared;
		const count = this.pick([1, 12, 35]);
		const events = Array.from({ length: count }, (_, N) => {
			return { sequence: this.name, N, serial: lab.serial() };
		});
		examiner.note(`${this.name} ingests ${count}`);
		await lab.server.store(
			events.map(({ N, serial }) => ({
				TIME: 1e12 + serial,
				HOSTNAME: 'h',
				Q: this.name,
				N,
				S: serial,
			})),
		);
		model.ingest(events);
	}

	private async submit(actor = this.pick(this.shared.lab.actors)): Promise<void> {
		const { model, examiner } = this.shared;
		if (this.running().length >= MAX_RUNNING) return this.finish();
		const tag = this.nextTag();
		const below = this.pick([0, 5, 20, 100]);
		examiner.note(`${actor.name} submits ${tag}, N < ${below}`);
		const id = await actor.caller.submit(this.query(tag, below));
		await examiner.searching(tag);
		model.submit({ id, tag, sequence: this.name, owner: actor.name, below });
	}

	private async step(): Promise<void> {
		const job = this.some(this.running());
		if (job === undefined) return;
		const count = Math.min(this.pick([1, 4, 10, 23]), job.snapshot.length - job.hits);
		this.shared.examiner.note(`${job.tag} finds ${count}`);
		await step(job.tag, count);
		job.hits += count;
		await this.shared.move(FLUSH);
		await this.shared.examiner.settled(job);
	}

	private async finish(): Promise<void> {
		const job = this.some(this.running());
		if (job === undefined) return;
		this.shared.examiner.note(`${job.tag} ends`);
		await step(job.tag, 'rest');
		await step(job.tag, 'end');
		job.hits = job.snapshot.length;
		this.shared.model.end(job, 'SUCCESS');
		await this.shared.examiner.settled(job);
	}

	private async failForGood(): Promise<void> {
		const job = this.some(this.running());
		if (job === undefined) return;
		this.shared.examiner.note(`${job.tag} fails for good`);
		const error = new Error('told to fail');
		error.name = 'QuerySyntaxError';
		await step(job.tag, error);
		this.shared.model.end(job, 'FAILED');
		await this.shared.examiner.settled(job);
	}

	private async failOnce(): Promise<void> {
		const { model, examiner, move } = this.shared;
		const job = this.some(this.running());
		if (job === undefined) return;
		examiner.note(`${job.tag} fails`);
		await step(job.tag, new Error('told to fail'));
		const again = model.fail(job);
		await examiner.idle(job);
		if (!again) return examiner.settled(job);
		await move(AFTER_RETRY);
		await examiner.searching(job.tag);
		model.begin(job);
		await examiner.settled(job);
	}

	private async poll(choice = this.anybody()): Promise<void> {
		if (choice !== undefined) await this.shared.examiner.compare(choice.job, choice.actor);
	}

	private async readPage(choice = this.anybody()): Promise<void> {
		if (choice === undefined) return;
		const page = this.pick([1, 1, 2, 3, 4, 9]);
		await this.shared.examiner.comparePage(choice.job, page, choice.actor);
	}

	private async list(): Promise<void> {
		await this.shared.examiner.compareList(this.pick(this.shared.lab.actors));
	}

	private async remove(choice = this.anybody()): Promise<void> {
		if (choice === undefined) return;
		const { examiner } = this.shared;
		const { job, actor } = choice;
		examiner.note(`${actor.name} deletes ${job.tag}`);
		const answer = await actor.caller.delete(job.id);
		if (examiner.compareDeletion(job, answer, actor) === 'refused') return;
		job.state = 'DELETED';
		await examiner.idle(job);
	}

	/** A job of this sequence that was submitted in `dialect`, and who did it; the latest one that is still there, or a new one. */
	private async own(dialect: Dialect): Promise<Choice> {
		const { model, examiner } = this.shared;
		const find = (): Choice | undefined => {
			const job = this.jobs().findLast((each) => {
				const actor = examiner.ownerOf(each);
				return actor.caller.dialect === dialect && model.error(each, actor) === undefined;
			});
			return job && { job, actor: examiner.ownerOf(job) };
		};
		while (find() === undefined) await this.submit(this.actor(dialect));
		return find() as Choice;
	}

	private actor(dialect: Dialect): Actor {
		return this.pick(this.shared.lab.actors.filter(({ caller }) => caller.dialect === dialect));
	}

	private anybody(): Choice | undefined {
		const job = this.some();
		return job && { job, actor: this.pick(this.shared.lab.actors) };
	}

	private jobs(): ModelJob[] {
		return this.shared.model.jobs.filter(({ sequence }) => sequence === this.name);
	}

	private running(): ModelJob[] {
		return this.jobs().filter(({ state }) => state === 'RUNNING');
	}

	private some(jobs: readonly ModelJob[] = this.jobs()): ModelJob | undefined {
		return jobs.length === 0 ? undefined : this.pick(jobs);
	}

	private query(tag: string, below: number): string {
		return `Q = ${this.name} AND N < ${below} AND ${gate(tag)}`;
	}

	private nextTag(): string {
		return `${this.name}x${this.jobs().length}`;
	}

	private pick<T>(choice: readonly T[]): T {
		return choice[Math.floor(this.random() * choice.length)] as T;
	}
}

/** Calls that a crash cut off: either may have had its effect, or none. */
export interface UnheardCalls {
	readonly submitted: Pick<ModelJob, 'tag' | 'sequence' | 'owner' | 'below'>;
	/** The job of the other call, when that was allowed. */
	readonly deletable: ModelJob | undefined;
}

interface Choice {
	readonly job: ModelJob;
	readonly actor: Actor;
}

function times<T>(count: number, value: T): T[] {
	return Array<T>(count).fill(value);
}
