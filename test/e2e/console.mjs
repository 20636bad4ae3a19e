/** The console in a real browser against a server with demo data: every page, the key actions, pictures in both themes. */
import { checkActions } from './console/actions.mjs';
import { checkDemo } from './console/demo.mjs';
import { checkDoor } from './console/door.mjs';
import { checkLogs } from './console/logs.mjs';
import { checkPages } from './console/pages.mjs';
import { startReceiver } from './console/receiver.mjs';
import { checkTokens } from './console/tokens.mjs';
import { ConsoleBrowser } from './console/browser.mjs';
import { startBackend } from './lib/backend.mjs';
import { runSession } from './lib/session.mjs';

/** Of the server that is started here, and of no other. */
const PASSWORD = 'a password of tests';

/**
 * What every group of checks works with.
 *
 * @typedef {object} World
 * @property {import('./lib/checks.mjs').Checks} checks
 * @property {import('./lib/backend.mjs').Backend} backend
 * @property {ConsoleBrowser} browser
 * @property {import('./console/receiver.mjs').Receiver} receiver - a ticketing tool on this machine
 * @property {string} password - the administrator's
 */

await runSession(async ({ checks, log, atEnd }) => {
	const receiver = await startReceiver();
	atEnd(receiver.stop);
	log('Starting log360-server with demo data');
	const backend = await startBackend(process.execPath, {
		args: ['--allow-internal', '127.0.0.1'],
		env: { LOG360_ADMIN_PASSWORD: PASSWORD },
	});
	atEnd(backend.stop);
	const browser = await ConsoleBrowser.open(backend.url);
	atEnd(() => browser.close());

	/** @type {World} */
	const world = { checks, backend, browser, receiver, password: PASSWORD };
	await checkDoor(world);
	await checkTokens(world);
	await checkActions(world);
	await checkDemo(world);
	await checkLogs(world);
	await checkPages(world);
	await checks.check('the browser reported no error and called nobody else', async () => {
		browser.expectClean();
	});
});
