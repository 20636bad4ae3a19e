/** The administrator API and the console's own: every router below `/admin/`. */
import {
	adminDoor,
	adminRouter,
	alertsAdminRouter,
	type AppParts,
	type AppSettings,
	demoAdminRouter,
	type Handlers,
	ticketingAdminRouter,
	workflowAdminRouter,
} from '../http';
import { consoleRouters } from '../console';
import { demoAttacks, raiseAttack } from '../demo';
import type { Middleware } from 'koa';

/** Makes the routes behind their one door; what none of them takes goes on to the next middleware. */
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
		demoAdminRouter(parts.admin, {
			attacks: demoAttacks(),
			raise: (name, actor) => raiseAttack({ ...parts, alerts: parts.alerts.store }, name, actor),
		}),
		...consoleRouters({ ...parts, handlers, maxBody, checkAnswers }),
	].map((router) => router.routes() as Middleware);
	const door = adminDoor(parts.admin);
	return (ctx, next) => {
		const from = (at: number): Promise<unknown> =>
			Promise.resolve(routes[at]?.(ctx, () => from(at + 1)) ?? next());
		return door(ctx, () => from(0)) as Promise<unknown>;
	};
}
