/** Serves the description of the API: the OpenAPI document for tools, and the reference page for people. */
import { openApiDocument } from '../contract';
import { VERSION } from '../platform';
import type Router from '@koa/router';
import type { ApiDocument } from './docs-page/document';
import { FILTER_SCRIPT } from './docs-page/filter-script';
import { DOCS_PATHS, docsPage } from './docs-page/page';
import { STYLE } from './docs-page/style';
import type { Handler } from './endpoint';
import { RawJson } from './raw-json';

/** Nothing but the page's own files; not even inline styles. */
const POLICY =
	"default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `GET /openapi.json`. The document is made at the first request: few servers are ever asked for it. */
export function openApi(): Handler<'server.openapi'> {
	let answer: RawJson | undefined;
	return async () =>
		(answer ??= new RawJson(JSON.stringify(openApiDocument({ version: VERSION }))));
}

/** Mounts the reference page, which works without any other host. */
export function mountDocs(router: Router): void {
	const files = [
		[DOCS_PATHS.page, 'text/html; charset=utf-8', renderPage],
		[DOCS_PATHS.style, 'text/css; charset=utf-8', () => STYLE],
		[DOCS_PATHS.script, 'text/javascript; charset=utf-8', () => FILTER_SCRIPT],
	] as const;
	for (const [path, type, render] of files) {
		let text: string | undefined;
		router.get(path, (ctx) => {
			text ??= render();
			ctx.set('Content-Security-Policy', POLICY);
			ctx.set('Cache-Control', 'no-cache');
			ctx.type = type;
			ctx.body = text;
		});
	}
}

function renderPage(): string {
	return docsPage(openApiDocument({ version: VERSION }) as unknown as ApiDocument);
}
