/** The administrator API and the console's own: every router below `/admin/`. */
import type { Middleware } from 'koa';
import { adminRouter } from './router';
import { alertsAdminRouter } from './alerts/router';
import { consoleRouters } from '../../console/api/router';
import { ticketingAdminRouter } from './tickets/router';
import { workflowAdminRouter } from './workflows/router';
import type { AppParts, AppSettings } from '../app';
import type { Handlers } from '../endpoint';

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
		ticketingAdminRouter(parts.admin, parts.incidents.ticketing),
		...consoleRouters({ ...parts, handlers, maxBody, checkAnswers }),
	].map((router) => router.routes() as Middleware);
	return (ctx, next) => {
		const from = (at: number): Promise<unknown> =>
			Promise.resolve(routes[at]?.(ctx, () => from(at + 1)) ?? next());
		return from(0);
	};
}
