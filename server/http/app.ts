/** The HTTP application: middleware in their order, and every route of the contract that is implemented. */
import type { AlertService } from '../detection';
import type { Clock, EngineWatch, RequestCounter, RequestWindow } from '../platform';
import type { EventStore, NameForm } from '../logs/store';
import type { IncidentParts } from '../response/incidents';
import type { TicketParts } from '../response/tickets';
import { type Inventory, ReportCatalogue } from '../inventory';
import type { Retention } from '../logs/retention';
import type { ParserRules } from '../logs/log-types';
import type { SourceInventory } from '../logs/sources';
import type { IngestService } from '../logs/ingest';
import { type AggregateJobs, type HitJobs, PagedSearch } from '../logs/search';
import type { TokenRegistry } from '../access/tokens';
import type { Workflows } from '../response/workflows';
import type { AdminParts } from '../access/admin';
import type { JobEngine } from '../jobs';
import { isRateLimited, isSearch } from '../contract';
import Router from '@koa/router';
import Koa, { type Context, type Middleware } from 'koa';
import type { Logger } from 'pino';
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Handler, type Handlers, mount, type MountOptions } from './endpoint';
import { aggregates } from './aggregate';
import { ApiError } from './errors';
import { mountDocs, openApi } from './docs';
import { health } from './health';
import { answerError, faults } from './fault';
import { alertExtensions } from './extension/alerts';
import { searchExtensions } from './extension/check-query';
import { incidentExtensions } from './extension/incidents';
import { logSourceExtensions } from './extension/log-sources';
import { reportExtensions } from './extension/reports';
import { tokenExtensions } from './extension/token';
import { webhookExtensions } from './extension/webhooks';
import { workflowExtensions } from './extension/workflows';
import { ingest } from './ingest';
import { accessLog } from './middleware/access-log';
import { audited } from './middleware/audited';
import { type AuthenticationOptions, authentication } from './middleware/authentication';
import { discardRest } from './middleware/discard-rest';
import { concurrencyLimit } from './middleware/concurrency';
import { consoleAddress } from './middleware/console-address';
import type { Drain } from './middleware/drain';
import type { Metrics } from './middleware/metrics';
import { acceptedHosts } from './middleware/hosts';
import { packed } from './middleware/packed';
import { rateLimit, WINDOW_MS } from './middleware/rate-limit';
import { requestId } from './middleware/request-id';
import { securityHeaders } from './middleware/security-headers';
import { stateOf } from './middleware/state';
import { v1Sunset } from './middleware/v1-sunset';
import { type AlertStart, v1Alerts } from './v1/alerts';
import { v1Devices } from './v1/devices';
import { v1Exports } from './v1/exports';
import { v1Jobs } from './v1/jobs';
import { v1Metadata } from './v1/metadata';
import { v1Product } from './v1/product';
import { v1Search, v1SearchAsync } from './v1/search';
import { v1Workflows } from './v1/workflows';
import { v2Alerts } from './v2/alerts';
import { v1Tickets } from './v1/tickets';
import { v2Incidents } from './v2/incidents';
import { v2Jobs } from './v2/jobs';
import { v2LogSources } from './v2/log-sources';
import { v2LogTypes } from './v2/log-types';
import { v2Metadata } from './v2/metadata';
import { v2Reports } from './v2/reports';
import { v2Search, v2SearchAsync } from './v2/search';
import { v2Users } from './v2/users';

/** The parts behind the API. */
export interface AppParts {
	readonly store: EventStore;
	readonly ingest: IngestService;
	readonly tokens: TokenRegistry;
	readonly clock: Clock;
	/** Signing key of the cursors, 32 bytes. */
	readonly key: Uint8Array;
	readonly jobs: HitJobs;
	readonly aggregateJobs: AggregateJobs;
	/** Jobs of every kind, for the console. */
	readonly engine: JobEngine;
	readonly workflows: Workflows;
	readonly alerts: AlertService;
	readonly sources: SourceInventory;
	readonly parserRules: ParserRules;
	readonly inventory: Inventory;
	readonly incidents: Pick<IncidentParts, 'incidents' | 'exports'>;
	readonly ticketing: Pick<TicketParts, 'tickets' | 'connections'>;
	readonly admin: AdminParts;
	/** Counts requests where other servers count them too, by the limit's name; in this process when absent. */
	readonly requestCounter?: ((name: string, window: RequestWindow) => RequestCounter) | undefined;
	/** What is kept of the events; absent where the engine removes them by rules of its own. */
	readonly retention?: Pick<Retention, 'kept' | 'limits'> | undefined;
	/** The engines that several servers share; absent where there are none. */
	readonly engines?: EngineWatch | undefined;
	readonly metrics: Metrics;
	readonly drain: Drain;
	readonly logger: Logger;
}

/** How the API behaves. */
export interface AppSettings {
	/** Hits per page. */
	readonly pageSize: number;
	/** Key of V1's hits, see `v1Search`. */
	readonly v1Envelope: 'results' | 'hits';
	/** Field names of V1's hits, see `v1Search`. */
	readonly v1Form: NameForm;
	/** Largest JSON body, bytes. */
	readonly maxBody: number;
	/** Whether every answer is checked against its schema; for tests. */
	readonly checkAnswers: boolean;
	/** Requests per minute and token, over all of V2 (60 documented) and over all of V1; null = no limit. */
	readonly rateLimit: number | null;
	/** Batches of logs per minute and token; null or absent = no limit. */
	readonly ingestRateLimit?: number | null;
	/** Batches of logs a token may be sending at once; null or absent = no limit. */
	readonly maxConcurrentBatches?: number | null;
	/** Searches a token may have running at once; null = no limit. */
	readonly maxConcurrentSearches: number | null;
	/** From when on V1 is gone, epoch ms; null = never. */
	readonly v1Sunset: number | null;
	/** Whether the server speaks TLS. */
	readonly tls: boolean;
	/** Names that requests may give as their host, beside addresses and those of this machine; null or absent = any. */
	readonly allowedHosts?: readonly string[] | null;
	/** Whether a proxy in front tells the caller's address and scheme (`X-Forwarded-For`, `X-Forwarded-Proto`). */
	readonly trustProxy?: boolean;
	/** What `GET /metrics` wants after `Bearer`; null or absent = open. */
	readonly metricsToken?: string | null;
	/** Told of every fault of the server, beside the log; for tests. */
	readonly onFault?: (error: unknown, ctx: Context) => void;
}

/** What is mounted beside the API. */
export interface AppMounts {
	/** Adds the console's pages. */
	readonly console?: (router: Router) => void;
	/** Makes the routes below `/admin/`, at the first request to one of them. */
	readonly administration?: (handlers: Handlers) => Middleware;
}

/** Builds the application; the caller listens with `app.callback()`. */
export function createApp(parts: AppParts, settings: AppSettings, mounts: AppMounts = {}): Koa {
	const app = new Koa();
	app.silent = true;
	// One proxy in front, whose word about the caller's address and scheme counts.
	app.proxy = settings.trustProxy ?? false;
	app.maxIpsCount = 1;
	const { clock, metrics, drain, logger } = parts;
	app.use(requestId());
	app.use(discardRest());
	app.use(acceptedHosts({ hosts: settings.allowedHosts ?? null }));
	app.use(metrics.middleware());
	app.use(accessLog({ logger }));
	app.use(
		faults(
			(error, ctx) => {
				logger.error({ err: error, requestId: stateOf(ctx).requestId }, 'fault');
				settings.onFault?.(error, ctx);
			},
			({ message }, ctx) => {
				const { requestId } = stateOf(ctx);
				logger.warn({ requestId }, `a store does not answer: ${message}`);
			},
		),
	);
	app.use(securityHeaders({ tls: settings.tls }));
	if (mounts.console !== undefined) app.use(consoleAddress('/'));
	app.use(drain.middleware());
	app.use(v1Sunset({ sunset: settings.v1Sunset, clock }));
	app.use(packed());

	const all = handlers(parts, settings);
	const mounted = mount(all, {
		authorize: authorizer({ registry: parts.tokens, audit: parts.admin.audit }),
		limits: limits(parts, settings),
		maxBody: settings.maxBody,
		checkAnswers: settings.checkAnswers,
	});
	// Made at the first request that needs it: to compile a hundred paths is of no use to a start.
	const router = once(() => {
		// Paths are told apart by case, as what comes before the routes (dialect, sunset of V1) does.
		const made = new Router({ sensitive: true });
		mounted.register(made);
		mountDocs(made);
		mounts.console?.(made);
		return made;
	});
	const { administration } = mounts;
	app.use(mounted.direct);
	app.use(late(() => router().routes() as Middleware));
	if (administration !== undefined) app.use(late(() => administration(all), '/admin/'));
	app.use(unknownPath(router));
	return app;
}

function once<T>(make: () => T): () => T {
	let made: { readonly value: T } | undefined;
	return () => (made ??= { value: make() }).value;
}

/** Middleware that is made at the first request below `start`: half of what the administrator API brings is of no use to a start. */
function late(make: () => Middleware, start = '/'): Middleware {
	const made = once(make);
	return (ctx, next) =>
		(ctx.path.startsWith(start) ? made()(ctx, next) : next()) as Promise<unknown>;
}

/** Every implemented operation; the hot ones first, because routes are matched in order. */
export function handlers(parts: AppParts, settings: AppSettings): Handlers {
	const { store, clock, key, jobs, alerts } = parts;
	const reports = new ReportCatalogue(parts.inventory);
	const search = (use: string) =>
		new PagedSearch({ store, clock, key, pageSize: settings.pageSize, use });
	const alertSearch = (use: string) =>
		new PagedSearch<AlertStart>({
			store: alerts.store,
			clock,
			key,
			pageSize: settings.pageSize,
			use,
		});
	const v1 = {
		search: search('v1.search'),
		store,
		clock,
		envelope: settings.v1Envelope,
		form: settings.v1Form,
	};
	return {
		'v2.search.run': v2Search({ search: search('v2.search'), store }),
		'v1.search.run': v1Search(v1),
		...aggregates({ store, jobs: parts.aggregateJobs }),
		...v2Alerts({ search: alertSearch('v2.alerts'), alerts, jobs }),
		...v1Alerts({ ...v1, search: alertSearch('v1.alerts'), alerts, jobs }),
		...v2Incidents(parts.incidents.incidents),
		...v1Tickets(parts.ticketing.tickets),
		...v1Exports(parts.ticketing.tickets, parts.incidents.exports),
		...v2Jobs(jobs, clock),
		...v1Jobs(jobs, clock),
		'v2.search.start': v2SearchAsync(store, jobs),
		'v1.search.start': v1SearchAsync(v1, jobs),
		'server.ingest': ingest(parts.ingest),
		...v2LogSources(parts),
		...v2LogTypes(store, parts.parserRules),
		...v2Reports({ store, search, reports }),
		...reportExtensions({ store, reports }),
		...v2Users(parts.inventory),
		...v1Devices(parts.sources),
		...v1Product(),
		...v1Workflows(parts.workflows),
		...alertExtensions({ alerts, incidents: parts.incidents.incidents }),
		...incidentExtensions({ ...parts.incidents, alerts: alerts.store }),
		...workflowExtensions(parts.workflows),
		...searchExtensions({ store, alerts: alerts.store }),
		...webhookExtensions({ connections: parts.ticketing.connections, audit: parts.admin.audit }),
		...tokenExtensions(clock),
		...logSourceExtensions(parts),
		...v2Metadata(store),
		...v1Metadata(store),
		'server.health': health(parts),
		'server.metrics': scrape(parts.metrics, settings.metricsToken ?? null),
		'server.openapi': openApi(),
	};
}

/** Makes the middleware that lets only good tokens through; an operation without scope is open to all. */
function authorizer(options: AuthenticationOptions): MountOptions['authorize'] {
	return ({ scope, generation, anyToken }) => {
		if (scope !== null) return authentication(options, { scope, generation });
		return anyToken === true ? authentication(options, 'any') : (_, next) => next();
	};
}

/**
 * Limits of single operations: requests per minute (documented for V2; V1 has a count of its own), searches and batches at
 * once; and what goes to the audit log.
 */
function limits(
	{ clock, admin, requestCounter }: Pick<AppParts, 'clock' | 'admin' | 'requestCounter'>,
	settings: AppSettings,
): MountOptions['limits'] {
	const { rateLimit: limit, ingestRateLimit = null } = settings;
	const limited = (name: string, most: number | null) =>
		rateLimit({
			...{ limit: most, clock },
			counter:
				most === null ? undefined : requestCounter?.(name, { limit: most, windowMs: WINDOW_MS }),
		});
	const perMinute = {
		v2: limited('v2', limit),
		v1: limited('v1', limit),
		ingest: limited('ingest', ingestRateLimit),
	};
	const atOnce = concurrencyLimit({ max: settings.maxConcurrentSearches });
	const batches = concurrencyLimit({ max: settings.maxConcurrentBatches ?? null, what: 'batch' });
	return (id, row) => {
		const written = audited(id, admin.audit);
		return [
			...(isRateLimited(row) ? [perMinute[row.generation === 'v1' ? 'v1' : 'v2']] : []),
			...(id === 'server.ingest' ? [perMinute.ingest, batches] : []),
			...(isSearch(row) ? [atOnce] : []),
			...(written === undefined ? [] : [written]),
		];
	};
}

/** Gives the metrics, which write their own text and type. */
function scrape(metrics: Metrics, secret: string | null): Handler<'server.metrics'> {
	const answer = metrics.handler();
	const expected = secret === null ? undefined : digest(`Bearer ${secret}`);
	return async ({ ctx }) => {
		if (expected !== undefined && !timingSafeEqual(expected, digest(ctx.get('Authorization')))) {
			throw new ApiError('missing_token', '', {
				'WWW-Authenticate': 'Bearer realm="log360 metrics"',
			});
		}
		await answer(ctx, async () => undefined);
	};
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}

/** Tells a wrong method from a wrong path. */
function unknownPath(router: () => Router): Middleware {
	return (ctx: Context) => {
		const { path } = router().match(ctx.path, ctx.method);
		const methods = [...new Set(path.flatMap((layer) => layer.methods))];
		if (methods.length > 0) {
			answerError(
				ctx,
				new ApiError('method_not_allowed', methods.join(', '), { Allow: methods.join(', ') }),
			);
		} else {
			answerError(ctx, new ApiError('not_found', ctx.path));
		}
	};
}
