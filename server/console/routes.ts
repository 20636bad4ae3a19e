/** Serves the web console: one page, its style and its script, all from this server so that it works offline. */
import type Router from '@koa/router';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The page and its style lie in the sources, the script is compiled beside this file. */
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

/** Path, folder and file of everything the console consists of. */
const FILES = [
	{ path: '/', folder: assetFolder, file: 'index.html', type: 'text/html; charset=utf-8' },
	{
		path: '/console/console.css',
		folder: assetFolder,
		file: 'console.css',
		type: 'text/css; charset=utf-8',
	},
	...['console', 'api', 'results', 'elements', 'sources'].map((name) => ({
		path: `/console/${name}.js`,
		folder: scriptFolder,
		file: `${name}.js`,
		type: 'text/javascript; charset=utf-8',
	})),
] as const;

/** Mounts the console; the files are read at the first request and kept. */
export function mountConsole(router: Router): void {
	for (const { path, folder, file, type } of FILES) {
		let content: Buffer | undefined;
		router.get(path, (ctx) => {
			content ??= readFileSync(join(folder(), file));
			ctx.set('Cache-Control', 'no-cache');
			ctx.type = type;
			ctx.body = content;
		});
	}
}
