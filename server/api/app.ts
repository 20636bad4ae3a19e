/** The HTTP application: middleware in their order, and every route of the contract that is implemented. */
import Router from '@koa/router';
import Koa, { type Context, type Middleware } from 'koa';
import compress from 'koa-compress';
import helmet from 'koa-helmet';
import { constants } from 'node:zlib';
import type { Clock } from '../clock';
import type { EventStore, NameForm } from '../events/store';
import type { IngestService } from '../ingest/service';
import { PagedSearch } from '../search/search';
import type { TokenRegistry } from '../tokens/registry';
import { mountConsole } from '../console/routes';
import { authorizer } from './authorize';
import { type Handlers, mount } from './endpoint';
import { ApiError } from './errors';
import { answerError, faults } from './fault';
import { ingest } from './ingest';
import { v1Metadata } from './v1/metadata';
import { v1Search } from './v1/search';
import { v2Metadata } from './v2/metadata';
import { v2Search } from './v2/search';

/** The parts behind the API. */
export interface AppParts {
	readonly store: EventStore;
	readonly ingest: IngestService;
	readonly tokens: TokenRegistry;
	readonly clock: Clock;
	/** Signing key of the cursors, 32 bytes. */
	readonly key: Uint8Array;
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
	/** Receives faults of the server, for the log. */
	readonly onFault: (error: unknown, ctx: Context) => void;
	/** Middleware that goes before everything else: request ids, access log, metrics, limits. */
	readonly outer?: readonly Middleware[];
}

/** Builds the application; the caller listens with `app.callback()`. */
export function createApp(parts: AppParts, settings: AppSettings): Koa {
	const app = new Koa();
	app.silent = true;
	for (const middleware of settings.outer ?? []) app.use(middleware);
	app.use(faults(settings.onFault));
	app.use(helmet());
	// A page of hits is large and compresses well; level 1 costs a fraction of the default's time.
	app.use(
		compress({
			threshold: 2048,
			br: false,
			gzip: { level: constants.Z_BEST_SPEED },
			deflate: false,
		}),
	);

	const router = new Router();
	mount(router, handlers(parts, settings), {
		authorize: authorizer(parts.tokens),
		limits: () => [],
		maxBody: settings.maxBody,
		checkAnswers: settings.checkAnswers,
	});
	mountConsole(router);
	app.use(router.routes());
	app.use(unknownPath(router));
	return app;
}

/** Every implemented operation; the hot ones first, because routes are matched in order. */
export function handlers(parts: AppParts, settings: AppSettings): Handlers {
	const { store, clock, key } = parts;
	const search = (use: string) =>
		new PagedSearch({ store, clock, key, pageSize: settings.pageSize, use });
	return {
		'v2.search.run': v2Search({ search: search('v2.search'), store }),
		'v1.search.run': v1Search({
			search: search('v1.search'),
			store,
			clock,
			envelope: settings.v1Envelope,
			form: settings.v1Form,
		}),
		'server.ingest': ingest(parts.ingest),
		...v2Metadata(store),
		...v1Metadata(store),
		'server.health': async () => ({ status: 'ok' as const }),
	};
}

/** Tells a wrong method from a wrong path. */
function unknownPath(router: Router): Middleware {
	return (ctx: Context) => {
		const { path } = router.match(ctx.path, ctx.method);
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
