/** A process with a Koa application of one route and nothing else; prints its address when it listens. */
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';

// The server's own Koa, wherever the package manager has put it.
const require = createRequire(new URL('../../../server/package.json', import.meta.url));
const Koa = require('koa') as typeof import('koa');
const { Router } = require('@koa/router') as typeof import('@koa/router');

const router = new Router();
router.get('/RestAPI/v1/product/details', (ctx) => {
	ctx.body = { os_type: 'linux' };
});
const app = new Koa();
app.use(router.routes());
const server = app.listen(0, '127.0.0.1', () => {
	console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('SIGTERM', () => process.exit(0));
