/** What the console calls beside the administrator API: operations of V2 under `/admin/api/v2`, and what only it needs. */
import { audited, type Handlers, mount, readJson } from '../../http';
import type { AdminParts } from '../../access/admin';
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
	'v2.reports.profiles',
	'v2.reports.create',
	'v2.reports.delete',
	'server.reports.aggregate',
	'server.reports.aggregateFile',
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

/** Makes the routes; the caller mounts each router's `routes()` behind `adminDoor`. */
export function consoleRouters(parts: ConsoleParts): readonly Router[] {
	return [operations(parts), own(parts)];
}

function operations({ admin, handlers, maxBody, checkAnswers }: ConsoleParts): Router {
	const router = new Router({ prefix: '/admin', sensitive: true });
	router.use(actAsAdministrator(admin.registry));
	const chosen = Object.fromEntries(
		OPERATIONS.map((id) => [id, handlers[id]]).filter(([, handler]) => handler !== undefined),
	) as Handlers;
	const authorize = (): Middleware => (_, next) => next();
	mount(chosen, {
		...{ authorize, limits: written(admin.audit), maxBody, checkAnswers },
	}).register(router);
	return router;
}

/** A session's or token's deeds are written down as a caller's of the API are. */
function written(audit: AdminParts['audit']) {
	return (id: OperationId): readonly Middleware[] => {
		const step = audited(id, audit);
		return step === undefined ? [] : [step];
	};
}

function own(parts: ConsoleParts): Router {
	const { admin, incidents, ticketing } = parts;
	const router = new Router({ prefix: '/admin/api', sensitive: true });
	router.use(readJson());
	router.get('/overview', async (ctx: Context) => {
		ctx.body = await readOverview(parts);
	});
	jobRoutes(router, parts);
	logRoutes(router, parts);
	incidentRoutes(router, admin, { ...incidents, ...ticketing });
	return router;
}
