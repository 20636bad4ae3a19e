/** The console's routes about jobs of every kind: list, cancel. */
import { administratorOf, queryOf } from '../../http';
import { AdminError } from '../../access/admin';
import type { Clock } from '../../platform';
import { wireInteger } from '../../contract';
import { AGGREGATE_KIND } from '../../logs/search';
import { EXPORT_KIND } from '../../response/incidents';
import {
	hasCode,
	isActive,
	type JobEngine,
	type JobRecord,
	pageCount,
	runningTime,
} from '../../jobs';
import { WORKFLOW_KIND, type Workflows } from '../../response/workflows';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';

/** An administrator sees every job. */
export const EVERYTHING = { owner: 'console', admin: true };

/** Searches, counts and exports can be stopped as they are; runs of workflows have an end of their own to write down. */
const STOPPABLE = ['search', 'alerts', AGGREGATE_KIND, EXPORT_KIND] as const;
const KINDS = [...STOPPABLE, WORKFLOW_KIND, 'delivery', 'callback'] as const;
const STATES = ['QUEUED', 'RUNNING', 'SUCCESS', 'FAILED', 'CANCELLED'] as const;

const listQuery = z.strictObject({
	kind: z.enum(KINDS, { error: `expected one of ${KINDS.join(', ')}` }).optional(),
	state: z.enum(STATES, { error: `expected one of ${STATES.join(', ')}` }).optional(),
	limit: wireInteger(1, 1000).prefault(100),
});

/** What the routes work on. */
export interface JobRouteParts {
	readonly clock: Clock;
	readonly engine: Pick<JobEngine, 'list' | 'get' | 'cancel'>;
	readonly workflows: Pick<Workflows, 'cancel'>;
}

/** Adds the routes. */
export function jobRoutes(router: Router, { clock, engine, workflows }: JobRouteParts): void {
	router.get('/jobs', async (ctx: Context) => {
		const { kind, state, limit } = queryOf(ctx, listQuery);
		const { total, jobs } = await engine.list(EVERYTHING, {
			...(kind === undefined ? {} : { kinds: [kind] }),
			...(state === undefined ? {} : { states: [state] }),
			limit,
		});
		ctx.body = { total, jobs: jobs.map((job) => present(job, clock.now())) };
	});

	router.post('/jobs/:id/cancel', async (ctx: Context) => {
		const { id } = ctx['params'] as { id: string };
		try {
			const job = await engine.get(id, EVERYTHING);
			if (!isStoppable(job)) throw conflict(id, `is ${job.state} and of the kind ${job.kind}`);
			if (job.kind === WORKFLOW_KIND) await workflows.cancel(runOf(job), actor(ctx));
			else await engine.cancel(id, EVERYTHING);
			ctx.body = { job: present(await engine.get(id, EVERYTHING), clock.now()) };
		} catch (error) {
			throw explained(error, id);
		}
	});
}

/** A job; its payload stays inside, because it may hold what its owner searches for. */
function present(job: JobRecord, now: number) {
	const { id, kind, owner, state, done, total, note, hits, failures, error } = job;
	return {
		...{ id, kind, owner, state, done, total, note, hits, failures },
		pages: pageCount(job),
		cancellable: isStoppable(job),
		run: job.kind === WORKFLOW_KIND ? runOf(job) : null,
		message: state === 'FAILED' ? (error?.message ?? job.deadReason) : (error?.message ?? null),
		runningMs: runningTime(job, now),
		submittedAt: iso(job.submittedAt),
		startedAt: iso(job.startedAt),
		finishedAt: iso(job.finishedAt),
	};
}

function isStoppable({ kind, state }: JobRecord): boolean {
	return isActive(state) && ([...STOPPABLE, WORKFLOW_KIND] as readonly string[]).includes(kind);
}

function runOf(job: JobRecord): number {
	return (job.payload as { runId: number }).runId;
}

function actor(ctx: Context): string {
	return administratorOf(ctx).actor;
}

function explained(error: unknown, id: string): unknown {
	if (hasCode(error, 'JOB_ILLEGAL_TRANSITION')) return conflict(id, 'is over');
	if (hasCode(error, 'JOB_NOT_FOUND') || hasCode(error, 'JOB_GONE')) {
		return new AdminError(
			404,
			'unknown_job',
			`There is no job ${JSON.stringify(id.slice(0, 64))}.`,
		);
	}
	return error;
}

function conflict(id: string, why: string): AdminError {
	return new AdminError(409, 'conflict', `Job ${id} cannot be cancelled: it ${why}.`);
}

function iso(time: number | null): string | null {
	return time === null ? null : new Date(time).toISOString();
}
