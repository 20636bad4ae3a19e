/** The administrator API under `/admin/api/workflows`: templates, runs with their logs, the outbox, simulated devices. */
import type { AdminParts } from '../../../access/admin';
import type { Workflows } from '../../../response/workflows';
import Router from '@koa/router';
import type { Context } from 'koa';
import { queryOf, readJson } from '../body';
import { answerWorkflowErrors } from './errors';
import { presentMail } from './present';
import { runRoutes } from './run-routes';
import { outboxQuery } from './schemas';
import { templateRoutes } from './template-routes';

/** Where it lives. */
export const WORKFLOW_ADMIN_PATH = '/admin/api/workflows';
/** Definitions are longer than what the other administrator routes take, bytes. */
const LONGEST_DEFINITION = 1024 ** 2;
/** The most devices that are listed. */
const MOST_DEVICES = 1_000;

/** Makes the routes; the caller mounts `router.routes()`. */
export function workflowAdminRouter(admin: AdminParts, workflows: Workflows): Router {
	const router = new Router({ prefix: WORKFLOW_ADMIN_PATH, sensitive: true });
	router.use(answerWorkflowErrors(), readJson(LONGEST_DEFINITION));
	// Before those with an id in the path, which would take "runs" for one.
	runRoutes(router, admin, workflows);
	router.get('/outbox', async (ctx: Context) => {
		const { limit, before } = queryOf(ctx, outboxQuery);
		const mails = await workflows.store.outbox(limit, before);
		ctx.body = { mails: mails.map(presentMail) };
	});
	router.get('/devices', async (ctx: Context) => {
		ctx.body = { devices: await workflows.store.devices(MOST_DEVICES) };
	});
	router.get('/devices/:name', async (ctx: Context) => {
		ctx.body = await workflows.store.device((ctx['params'] as { name: string }).name);
	});
	templateRoutes(router, admin, workflows);
	return router;
}
