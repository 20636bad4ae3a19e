/** Serves the web console: a page, its styles and its scripts, all from this server so that it works offline. */
import { ApiError } from '../http';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The page and its style lie in the sources, the scripts are compiled beside this file. */
function assetFolder(): string {
	const beside = join(__dirname, 'assets');
	return existsSync(beside) ? beside : join(__dirname, '..', '..', 'console', 'assets');
}

function scriptFolder(): string {
	const beside = join(__dirname, 'client');
	return existsSync(join(beside, 'console.js'))
		? beside
		: join(__dirname, '..', 'dist', 'console', 'client');
}

/**
 * Stricter than the rest of the server needs: no inline style, nothing from elsewhere, and with trusted types the
 * browser itself refuses to make markup of text.
 */
const POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' data:",
	"connect-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	"trusted-types 'none'",
].join(';');

/** Names of scripts and styles, `pages/alerts.js` for instance: nothing that leads out of their folder. */
const NAME = /^(?:[a-z][a-z-]*\/)?[a-z][a-z-]*\.(?:js|css)$/;

/** Mounts the console; files are read at their first request and kept. */
export function mountConsole(router: Router): void {
	const kept = new Map<string, Buffer>();
	const answer = (ctx: Context, folder: string, file: string, type: string) => {
		const path = join(folder, file);
		const content = kept.get(path) ?? (existsSync(path) ? readFileSync(path) : undefined);
		if (content === undefined) return false;
		kept.set(path, content);
		ctx.set({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': POLICY });
		ctx.type = `${type}; charset=utf-8`;
		ctx.body = content;
		return true;
	};
	router.get('/', (ctx) => {
		answer(ctx, assetFolder(), 'index.html', 'text/html');
	});
	router.get('/console/*file', (ctx) => {
		const file = ctx.path.slice('/console/'.length);
		const isStyle = file.endsWith('.css');
		const [folder, type] = isStyle
			? [assetFolder(), 'text/css']
			: [scriptFolder(), 'text/javascript'];
		if (!NAME.test(file) || !answer(ctx, folder, file, type))
			throw new ApiError('not_found', ctx.path);
	});
}
