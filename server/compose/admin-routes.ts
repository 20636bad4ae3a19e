/** The administrator API and the console's own: every router below `/admin/`. */
import type { Middleware } from 'koa';
import { adminRouter } from '../http/admin/router';
import { alertsAdminRouter } from '../http/admin/alerts/router';
import { consoleRouters } from '../console/api/router';
import { ticketingAdminRouter } from '../http/admin/tickets/router';
import { workflowAdminRouter } from '../http/admin/workflows/router';
import type { AppParts, AppSettings } from '../http/app';
import type { Handlers } from '../http/endpoint';

/** Makes the routes; what none of them takes goes on to the next middleware. */
export function adminRoutes(
	parts: AppParts,
	handlers: Handlers,
	{ maxBody, checkAnswers }: AppSettings,
): Middleware {
	const routes = [
		adminRouter(parts.admin),
		alertsAdminRouter(parts.admin, parts.alerts),
		workflowAdminRouter(parts.admin, parts.workflows),
		ticketingAdminRouter(parts.admin, parts.ticketing.connections),
		...consoleRouters({ ...parts, handlers, maxBody, checkAnswers }),
	].map((router) => router.routes() as Middleware);
	return (ctx, next) => {
		const from = (at: number): Promise<unknown> =>
			Promise.resolve(routes[at]?.(ctx, () => from(at + 1)) ?? next());
		return from(0);
	};
}
