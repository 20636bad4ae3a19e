/** The administrator API under `/admin/api`: session, tokens, audit log. */
import type { AdminParts } from '../../access/admin';
import Router from '@koa/router';
import type { Context } from 'koa';
import { queryOf, readJson } from './body';
import { presentEntry } from './present';
import { auditQuery } from './schemas';
import { sessionRoutes } from './session-routes';
import { tokenRoutes } from './token-routes';

/** Where the administrator API lives. */
export const ADMIN_PATH = '/admin/api';

/** Makes the routes; the caller mounts `router.routes()` behind `adminDoor`. */
export function adminRouter(parts: AdminParts): Router {
	const router = new Router({ prefix: ADMIN_PATH, sensitive: true });
	router.use(readJson());
	sessionRoutes(router, parts);
	tokenRoutes(router, parts);
	router.get('/audit', async (ctx: Context) => {
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
