/** Sequences that share a server, take turns, and see the same crashes and the same clock. */
import { shownJobs } from './jobs-dialects';
import { seeded } from '../jobs/model-run';
import type { Actor, Lab } from './jobs-lab';
import { HOUR, Model } from './jobs-model';
import { Examiner } from './jobs-model-check';
import { Sequence, type UnheardCalls } from './jobs-model-run';

/** Commands of one sequence, besides those that all have in common. */
const COMMANDS = 40;
/** Of the event loop, between calls and the crash that they do not survive: some get to the disk in that time. */
const MOST_TURNS = 2_000;
const MOVES = [1, 250, 60_000, HOUR, 24 * HOUR - 1, 24 * HOUR, 8 * 24 * HOUR];

/** A start of the server costs as much as some sequences do, so several share each crash, in the middle of all of them. */
export class SequenceGroup {
	private readonly random: () => number;
	private readonly model: Model;
	private readonly examiner: Examiner;
	private readonly sequences: readonly Sequence[];

	/** @param seeds of the sequences; the first is the group's, too */
	constructor(
		private readonly lab: Lab,
		seeds: readonly number[],
	) {
		this.random = seeded(~(seeds[0] as number));
		this.model = new Model(lab.server.clock.now());
		this.examiner = new Examiner(lab, this.model);
		const { model, examiner } = this;
		const shared = { lab, model, examiner, move: (ms: number) => this.move(ms) };
		this.sequences = seeds.map((seed) => new Sequence(seeded(seed), shared, `q${seed}`, COMMANDS));
	}

	/** Runs all to their ends and leaves no job. @throws Error at the first difference */
	async run(): Promise<void> {
		const [sureMove, sureCrash] = [this.round(), this.round()];
		for (let round = 0; round < COMMANDS; round++) {
			if (round === sureMove || this.random() < 0.1) await this.advance();
			if (round === sureCrash || this.random() < 0.005) await this.crash();
			if (this.random() < 0.01) await this.removeAll();
			for (const sequence of this.sequences) await sequence.next();
		}
		for (const sequence of this.sequences) await sequence.end();
		for (const job of this.model.listed({ name: '', admin: true })) {
			await this.examiner.ownerOf(job).caller.delete(job.id);
		}
	}

	/** Neither before the first jobs nor after the last ones. */
	private round(): number {
		return 5 + Math.floor(this.random() * (COMMANDS - 10));
	}

	private async advance(): Promise<void> {
		const ms = this.pick(MOVES);
		this.examiner.note(`advance ${ms}`);
		await this.move(ms);
	}

	private async move(ms: number): Promise<void> {
		this.model.now += ms;
		await this.lab.server.advance(ms);
	}

	/** A V1 client deletes without a job's id. */
	private async removeAll(): Promise<void> {
		const actor = this.lab.actors.find(({ caller }) => caller.dialect === 'v1') as Actor;
		const jobs = this.model.listed(actor);
		this.examiner.note(`${actor.name} deletes all`);
		const { body } = await actor.caller.delete();
		this.examiner.expect('answer', body.message, `deleted hits of ${jobs.length} requests`);
		for (const job of jobs) job.state = 'DELETED';
		for (const job of jobs) await this.examiner.idle(job);
	}

	/** Dies, half of the time while calls are under way, and goes on from what is on disk. */
	private async crash(): Promise<void> {
		const calls = this.random() < 0.5 ? this.pick(this.sequences).startCalls() : undefined;
		const turns = calls === undefined ? 0 : Math.floor(this.random() * MOST_TURNS);
		for (let n = 0; n < turns; n++) await new Promise((resolve) => setImmediate(resolve));
		this.examiner.note('crash');
		await this.lab.crash();
		if (calls !== undefined) await this.takeUnheard(calls);
		for (const job of this.model.running()) {
			await this.examiner.searching(job.tag);
			this.model.begin(job);
		}
		for (const actor of this.lab.actors) await this.examiner.compareList(actor);
	}

	/** What calls without an answer have done wholly, the model does too; half of it would be a difference later on. */
	private async takeUnheard({ submitted, deletable }: UnheardCalls): Promise<void> {
		if (deletable !== undefined) {
			const answer = await this.examiner.ownerOf(deletable).caller.jobs(deletable.id);
			if (answer.status === 404) deletable.state = 'DELETED';
		}
		const admin = this.lab.actors.find((actor) => actor.admin) as Actor;
		const known = new Set(this.model.jobs.map(({ id }) => id));
		const fresh = shownJobs(await admin.caller.jobs()).filter(({ id }) => !known.has(id));
		this.examiner.expect('at most one new job', fresh.length > 1, false);
		for (const { id } of fresh) this.model.submit({ id, ...submitted });
	}

	private pick<T>(choice: readonly T[]): T {
		return choice[Math.floor(this.random() * choice.length)] as T;
	}
}
