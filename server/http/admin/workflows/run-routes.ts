/** The administrator API's routes about workflow runs: list, run log, cancel. */
import type { AdminParts } from '../../../access/admin';
import type { Workflows } from '../../../response/workflows';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { queryOf } from '../body';
import { administratorOf } from '../guard';
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
		const { run, steps } = await workflows.log(idOf(ctx));
		ctx.body = { run: presentRun(run), steps: steps.map(presentStep) };
	});

	router.post('/runs/:id/cancel', async (ctx: Context) => {
		const { actor } = administratorOf(ctx);
		const run = await workflows.cancel(idOf(ctx), actor);
		await audit.did('workflow_cancelled', { actor, address: ctx.ip, note: `run ${run.id}` });
		ctx.body = { run: presentRun(run) };
	});
}

/** The id of the path; what is no number is nobody's id. */
export function idOf(ctx: Context): number {
	const { id } = ctx['params'] as { id: string };
	return /^\d{1,15}$/.test(id) ? Number(id) : -1;
}
