/** The administrator API under `/admin/api`: session, tokens, audit log. */
import { type AdminParts, answerAdminErrors } from '../../access/admin';
import Router from '@koa/router';
import type { Context } from 'koa';
import { queryOf, readJson } from './body';
import { refuseCrossSite } from './cross-site';
import { requireAdministrator } from './guard';
import { presentEntry } from './present';
import { auditQuery } from './schemas';
import { sessionRoutes } from './session-routes';
import { tokenRoutes } from './token-routes';

/** Where the administrator API lives. */
export const ADMIN_PATH = '/admin/api';

/** Makes the routes; the caller mounts `router.routes()`. */
export function adminRouter(parts: AdminParts): Router {
	const router = new Router({ prefix: ADMIN_PATH, sensitive: true });
	router.use(answerAdminErrors(), operationName, refuseCrossSite(), readJson());
	sessionRoutes(router, parts);
	tokenRoutes(router, parts);
	router.get('/audit', requireAdministrator(parts), async (ctx: Context) => {
		const query = queryOf(ctx, auditQuery);
		const entries = await parts.audit.list(query);
		const last = entries.at(-1);
		ctx.body = {
			entries: entries.map(presentEntry),
			next: entries.length === query.limit && last !== undefined ? last.id : null,
		};
	});
	return router;
}

/** For logs and metrics, one name is enough: administrators are not where the load is. */
async function operationName(ctx: Context, next: () => Promise<unknown>): Promise<void> {
	ctx.state['operation'] = 'admin';
	await next();
}
