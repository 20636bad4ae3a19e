/** What the console calls beside the administrator API: operations of V2 under `/admin/api/v2`, and what only it needs. */
import { type Handlers, mount, readJson, refuseCrossSite, requireAdministrator } from '../../http';
import { type AdminParts, answerAdminErrors } from '../../access/admin';
import type { OperationId } from '../../contract';
import type { IncidentParts } from '../../response/incidents';
import type { TicketParts } from '../../response/tickets';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { actAsAdministrator } from './acting';
import { incidentRoutes } from './incident-routes';
import { jobRoutes, type JobRouteParts } from './job-routes';
import { logRoutes, type LogRouteParts } from './log-routes';
import { type OverviewParts, readOverview } from './overview';

/** The operations that the console uses; each keeps its contract, only who may call it differs. */
const OPERATIONS: readonly OperationId[] = [
	'v2.search.run',
	'v2.search.start',
	'server.search.aggregate',
	'v2.alerts.run',
	'v2.logFields.list',
	'v2.logSources.list',
	'v2.logSources.update',
	'v2.users.list',
	'v2.jobs.results',
	'v2.incidents.list',
	'v2.incidents.get',
	'v2.incidents.create',
	'v2.incidents.update',
	'v2.incidents.delete',
];

/** What the routes work on. */
export type ConsoleParts = Omit<
	OverviewParts & JobRouteParts & LogRouteParts,
	'incidents' | 'ticketing'
> & {
	readonly admin: AdminParts;
	readonly incidents: Pick<IncidentParts, 'incidents' | 'exports'>;
	readonly ticketing: Pick<TicketParts, 'connections'>;
	/** All handlers of the API. */
	readonly handlers: Handlers;
	/** Largest JSON body of an operation, bytes. */
	readonly maxBody: number;
	/** Whether every answer of an operation is checked against its schema; for tests. */
	readonly checkAnswers: boolean;
};

/** Makes the routes; the caller mounts each router's `routes()`. */
export function consoleRouters(parts: ConsoleParts): readonly Router[] {
	return [operations(parts), own(parts)];
}

function operations({ admin, handlers, maxBody, checkAnswers }: ConsoleParts): Router {
	const router = new Router({ prefix: '/admin', sensitive: true });
	router.use(...guards(admin), actAsAdministrator(admin.registry));
	const chosen = Object.fromEntries(
		OPERATIONS.map((id) => [id, handlers[id]]).filter(([, handler]) => handler !== undefined),
	) as Handlers;
	const authorize = (): Middleware => (_, next) => next();
	mount(router, chosen, { authorize, limits: () => [], maxBody, checkAnswers });
	return router;
}

function own(parts: ConsoleParts): Router {
	const { admin, incidents, ticketing } = parts;
	const router = new Router({ prefix: '/admin/api', sensitive: true });
	router.use(named, ...guards(admin), readJson());
	router.get('/overview', async (ctx: Context) => {
		ctx.body = await readOverview(parts);
	});
	jobRoutes(router, parts);
	logRoutes(router, parts);
	incidentRoutes(router, admin, { ...incidents, ...ticketing });
	return router;
}

function guards(admin: AdminParts): readonly Middleware[] {
	return [answerAdminErrors(), refuseCrossSite(), requireAdministrator(admin)];
}

const named: Middleware = async (ctx, next) => {
	ctx.state['operation'] = 'admin';
	await next();
};
