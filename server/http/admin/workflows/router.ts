/** The administrator API under `/admin/api/workflows`: templates, runs with their logs, the outbox, simulated devices. */
import { AdminError, type AdminParts, answerAdminErrors } from '../../../access/admin';
import type { Workflows } from '../../../response/workflows';
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { refuseCrossSite } from '../cross-site';
import { requireAdministrator } from '../guard';
import { queryOf } from '../body';
import { answerWorkflowErrors } from './errors';
import { presentMail } from './present';
import { runRoutes } from './run-routes';
import { outboxQuery } from './schemas';
import { templateRoutes } from './template-routes';

/** Where it lives. */
export const WORKFLOW_ADMIN_PATH = '/admin/api/workflows';
/** The most devices that are listed. */
const MOST_DEVICES = 1_000;

/** Makes the routes; the caller mounts `router.routes()`. */
export function workflowAdminRouter(admin: AdminParts, workflows: Workflows): Router {
	const router = new Router({ prefix: WORKFLOW_ADMIN_PATH, sensitive: true });
	router.use(
		named,
		answerAdminErrors(),
		answerWorkflowErrors(),
		refuseCrossSite(),
		requireAdministrator(admin),
		readDefinitions(),
	);
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

const named: Middleware = async (ctx, next) => {
	ctx.state['operation'] = 'admin';
	await next();
};

/** Definitions are longer than what the other administrator routes take. */
function readDefinitions(): Middleware {
	return bodyParser({
		enableTypes: ['json'],
		jsonLimit: '1mb',
		parsedMethods: ['POST', 'PUT'],
		onError: (error: Error & { status?: number }) => {
			throw error.status === 413
				? new AdminError(413, 'body_too_large', 'The body is larger than 1 MiB.')
				: new AdminError(400, 'invalid_request', 'The body is not valid JSON.');
		},
	});
}
