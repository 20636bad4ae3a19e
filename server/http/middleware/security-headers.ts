/** Sets security headers: Helmet's on pages, computed once and not for every answer, and what counts for data on answers of the API. */
import helmet from 'helmet';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Middleware } from 'koa';

/** Options of {@link securityHeaders}. */
export interface SecurityHeaderOptions {
	/** Whether this server speaks TLS: only then it may tell browsers to insist on it. */
	readonly tls: boolean;
}

/** Where answers are data for programs. */
const DATA_PATHS = ['/api/', '/RestAPI/'];

/** A year, as Helmet has it; hosts beside this one are not ours to decide for. */
const TLS_ONLY = 'max-age=31536000';

/**
 * What says something about data (OWASP, REST Security): it loads nothing, runs nothing and stands in no frame. The other
 * headers of Helmet are for pages and old plug-ins.
 */
const OF_DATA = [
	['Cache-Control', 'no-store'],
	['Content-Security-Policy', "default-src 'none';base-uri 'none';frame-ancestors 'none'"],
	['Cross-Origin-Resource-Policy', 'same-origin'],
	['Referrer-Policy', 'no-referrer'],
	['X-Content-Type-Options', 'nosniff'],
	['X-Frame-Options', 'DENY'],
] as const;

/** Sets the headers of every answer; an operation that needs others sets its own over them. */
export function securityHeaders(options: SecurityHeaderOptions): Middleware {
	const ofData: readonly (readonly [string, string])[] = options.tls
		? [...OF_DATA, ['Strict-Transport-Security', TLS_ONLY]]
		: OF_DATA;
	// Helmet loads with the first page.
	let ofPages: readonly (readonly [string, string])[] | undefined;
	return (ctx, next) => {
		const { path, res } = ctx;
		const isData = DATA_PATHS.some((start) => path.startsWith(start));
		const headers = isData ? ofData : (ofPages ??= Object.entries(computeHeaders(options)));
		// Not by Koa's `set`, which looks at each value: these are a good part of what every answer has.
		for (const [name, value] of headers) res.setHeader(name, value);
		return next();
	};
}

/**
 * The headers as Helmet makes them. Nothing is loaded from elsewhere (the console and the API reference
 * work offline), nothing may be framed, and scripts are files of this server.
 */
function computeHeaders({ tls }: SecurityHeaderOptions): Record<string, string> {
	// Answers are about logs and incidents: no cache may keep them. Files of the console set their own rule.
	const headers: Record<string, string> = { 'Cache-Control': 'no-store' };
	const response = {
		// eslint-disable-next-line log360/no-object-table -- names of Helmet's headers
		setHeader: (name: string, value: string) => (headers[name] = value),
		removeHeader: () => undefined,
	};
	const compute = helmet({
		contentSecurityPolicy: {
			useDefaults: false,
			directives: {
				defaultSrc: ["'self'"],
				baseUri: ["'none'"],
				formAction: ["'self'"],
				frameAncestors: ["'none'"],
				imgSrc: ["'self'", 'data:'],
				objectSrc: ["'none'"],
				styleSrc: ["'self'", "'unsafe-inline'"],
			},
		},
		frameguard: { action: 'deny' },
		// Hosts beside this one are not ours to decide for.
		strictTransportSecurity: tls && { maxAge: 365 * 86_400, includeSubDomains: false },
		// Both only make sense where every page of the origin is known to play along.
		crossOriginEmbedderPolicy: false,
		originAgentCluster: false,
	});
	compute({} as IncomingMessage, response as unknown as ServerResponse, (error) => {
		if (error !== undefined) throw error as Error;
	});
	return headers;
}
