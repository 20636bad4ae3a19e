/** Asks the server for jobs, pages and lists, and compares every answer with the model. */
import type { Answer } from '../../support/server';
import { type Dialect, shownError, shownJobs, shownPage } from './jobs-dialects';
import { isWaiting, until } from './jobs-gate';
import type { Actor, Lab } from './jobs-lab';
import type { Model, ModelJob } from './jobs-model';

/** Codes of the errors that the model names. */
const CODES: Readonly<Record<string, Record<Dialect, string>>> = {
	unknown: { v1: '404 UNKNOWN_JOB', v2: '404 10005001' },
	expired: { v1: '410 JOB_EXPIRED', v2: '410 10005002' },
	failed: { v1: '409 JOB_FAILED', v2: '409 10005004' },
	page: { v1: '400 PAGE_OUT_OF_RANGE', v2: '400 10003011' },
};

/** Every method throws at a difference, with what was done before. */
export class Examiner {
	private readonly log: string[] = [];

	constructor(
		private readonly lab: Lab,
		private readonly model: Model,
	) {}

	/** Remembers what was done, for the message of a difference. */
	note(line: string): void {
		this.log.push(line);
	}

	/** The person that submitted `job`. */
	ownerOf(job: ModelJob): Actor {
		return this.lab.actors.find(({ name }) => name === job.owner) as Actor;
	}

	/** Compares `GET jobs` of one job. */
	async compare(job: ModelJob, actor = this.ownerOf(job)): Promise<void> {
		const answer = await actor.caller.jobs(job.id);
		const what = `state of ${job.tag} for ${actor.name}`;
		const errors = this.model.error(job, actor);
		if (errors !== undefined) return this.expectError(what, answer, errors, actor);
		this.compareShown(job, actor, this.read(what, () => shownJobs(answer))[0]);
	}

	/** Compares the whole `GET jobs`. */
	async compareList(actor: Actor): Promise<void> {
		const answer = await actor.caller.jobs();
		const found = this.read('list', () => shownJobs(answer));
		const expected = this.model.listed(actor);
		this.expect(
			`list of ${actor.name}`,
			found.map(({ id }) => id),
			expected.map(({ id }) => id),
		);
		for (const [n, job] of expected.entries()) this.compareShown(job, actor, found[n]);
	}

	/** Compares one page of results. */
	async comparePage(job: ModelJob, page: number, actor: Actor): Promise<void> {
		const what = `page ${page} of ${job.tag} for ${actor.name}`;
		const answer = await actor.caller.page(job.id, page);
		const errors = this.model.pageError(job, page, actor);
		if (errors !== undefined) return this.expectError(what, answer, errors, actor);
		const { hits, next, count, total } = this.read(what, () => shownPage(answer));
		const expected = this.model.page(job, page);
		this.expect(
			what,
			{ serials: hits.map((hit) => hit['S']), next, count },
			{ ...expected, count: expected.serials.length },
		);
		if (actor.caller.dialect === 'v2') this.expect(`total of ${what}`, total, job.hits);
	}

	/** Compares the answer to a deletion with what the model says before it. */
	compareDeletion(job: ModelJob, answer: Answer, actor: Actor): 'deleted' | 'refused' {
		const errors = this.model.error(job, actor);
		if (errors !== undefined) {
			this.expectError(`delete ${job.tag}`, answer, errors, actor);
			return 'refused';
		}
		this.expect(`delete ${job.tag}`, answer.status, 200);
		return 'deleted';
	}

	/** Waits until the server shows what the model does, as what a job does is written a moment later. */
	async settled(job: ModelJob): Promise<void> {
		const { caller } = this.ownerOf(job);
		const wanted = this.model.shown(job);
		await this.becomes(async () => {
			const [shown] = shownJobs(await caller.jobs(job.id));
			return shown?.hits === wanted.hits && shown.state === wanted.state;
		}, `${job.tag} shows ${wanted.state} with ${wanted.hits} hits`);
		await this.compare(job);
	}

	/** Resolves when the search of `tag` waits for its next step. */
	searching(tag: string): Promise<void> {
		return this.becomes(() => isWaiting(tag), `the search ${tag} waits`);
	}

	/** Resolves when nothing runs on behalf of `job`. */
	idle(job: ModelJob): Promise<void> {
		const others = this.model.running().filter((other) => other !== job).length;
		return this.becomes(() => this.lab.server.jobs.runningJobs <= others, `${job.tag} is stopped`);
	}

	/** Compares two values, keys in any order. */
	expect(what: string, found: unknown, expected: unknown): void {
		const [has, wants] = [JSON.stringify(sorted(found)), JSON.stringify(sorted(expected))];
		if (has !== wants) throw this.failure(`${what}: found ${has}, expected ${wants}`);
	}

	/** `what` tells what was waited for in vain. */
	private async becomes(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
		await until(holds, what).catch((error: Error) => {
			throw this.failure(error.message);
		});
	}

	private compareShown(job: ModelJob, actor: Actor, found: unknown): void {
		const totalHits = job.state === 'RUNNING' ? 0 : job.hits;
		this.expect(`${job.tag} for ${actor.name}`, found, {
			...this.model.shown(job),
			totalHits: actor.caller.dialect === 'v2' ? totalHits : undefined,
			message: job.state === 'FAILED' ? 'told to fail' : undefined,
		});
	}

	private expectError(
		what: string,
		answer: Answer,
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

	private failure(message: string): Error {
		return new Error(`${message}, after\n${this.log.join('\n')}`);
	}
}

/** With keys in one order, so that JSON texts can be compared. */
function sorted(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
