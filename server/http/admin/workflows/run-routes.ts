/** The administrator API's routes about workflow runs: list, run log, cancel. */
import type { AdminParts } from '../../../access/admin';
import type { Workflows } from '../../../response/workflows';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { queryOf } from '../body';
import { administratorOf } from '../guard';
import { pathId } from '../path-id';
import { presentRun, presentStep } from './present';
import { runsQuery } from './schemas';

/** Adds the routes. */
export function runRoutes(router: Router, { audit }: AdminParts, workflows: Workflows): void {
	router.get('/runs', async (ctx: Context) => {
		const { limit, before, template, ticket, state } = queryOf(ctx, runsQuery);
		const filter = { limit, before, templateId: template, ticketId: ticket, state };
		const runs = await workflows.store.runs(filter);
		const last = runs.at(-1);
		ctx.body = {
			runs: runs.map(presentRun),
			next: runs.length === limit && last !== undefined ? last.id : null,
		};
	});

	router.get('/runs/:id', async (ctx: Context) => {
		const { run, steps } = await workflows.log(pathId(ctx, 'workflow run'));
		ctx.body = { run: presentRun(run), steps: steps.map(presentStep) };
	});

	router.post('/runs/:id/cancel', async (ctx: Context) => {
		const { actor } = administratorOf(ctx);
		const run = await workflows.cancel(pathId(ctx, 'workflow run'), actor);
		await audit.did('workflow_cancelled', { actor, address: ctx.ip, note: `run ${run.id}` });
		ctx.body = { run: presentRun(run) };
	});
}
