/** A headless Chromium that only talks to this machine, and n8n's editor in it. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const BROWSERS = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
/** High enough for the longest panel of a node as it is first shown. */
const VIEWPORT = { width: 1440, height: 1100 };
/** The editor's first load takes some ten seconds on a small machine, and a minute on a busy one. */
const TIMEOUT_MS = 180_000;

/**
 * Starts a browser with one page.
 *
 * @param {{ folder: string }} install - whose `node_modules` hold the driver
 * @returns {Promise<{ page: any, close: () => Promise<void> }>} a playwright page
 * @throws Error when no Chromium is installed; `CHROMIUM_PATH` names one elsewhere
 */
export async function openBrowser(install) {
	const candidates = [process.env.CHROMIUM_PATH, ...BROWSERS];
	const executablePath = candidates.find((path) => path !== undefined && existsSync(path));
	if (!executablePath) {
		throw new Error(
			'Chromium was not found: install it (apt-get install chromium) or set CHROMIUM_PATH',
		);
	}
	const { chromium, selectors } = createRequire(join(install.folder, 'package.json'))(
		'playwright-core',
	);
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({
		executablePath,
		headless: true,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
	const context = await browser.newContext({ viewport: VIEWPORT });
	context.setDefaultTimeout(TIMEOUT_MS);
	await context.route(
		(/** @type {URL} */ url) => url.hostname !== '127.0.0.1',
		(/** @type {any} */ route) => route.abort(),
	);
	return { page: await context.newPage(), close: () => browser.close() };
}

/**
 * Signs in at n8n's own form.
 *
 * @param {any} page
 * @param {{ url: string, owner: import('../../../scripts/n8n/owner.mjs').Owner }} n8n
 */
export async function signIn(page, { url, owner }) {
	await page.goto(`${url}/signin`);
	await page.locator('input[autocomplete=email]').fill(owner.email);
	await page.locator('input[type=password]').fill(owner.password);
	await page.getByRole('button', { name: /sign in/i }).click();
	await page.waitForURL(/\/home/);
	await page.waitForLoadState('networkidle');
}

/**
 * Looks for the node in the panel that adds nodes.
 *
 * @param {any} page
 * @param {string} url - of n8n
 */
export async function searchCreator(page, url) {
	await page.goto(`${url}/workflow/new`);
	await page.getByTestId('canvas-plus-button').click();
	await page.getByTestId('node-creator-search-bar').fill('Log360');
	await page.getByTestId('node-creator-item-name').first().waitFor();
}

/**
 * Shows what the node and its trigger offer, the triggers unfolded.
 *
 * @param {any} page
 * @param {string} url - of n8n
 */
export async function openActions(page, url) {
	await searchCreator(page, url);
	await page.getByTestId('node-creator-item-name').getByText('Log360', { exact: true }).click();
	await page.getByText(/^Actions \(\d+\)$/).waitFor();
}

/**
 * Shows a stored workflow on the canvas.
 *
 * @param {any} page
 * @param {string} url - of n8n
 * @param {{ id: string }} workflow
 */
export async function openWorkflow(page, url, workflow) {
	await page.goto(`${url}/workflow/${workflow.id}`);
	await page.getByTestId('canvas-node').first().waitFor();
	await page.waitForLoadState('networkidle');
}

/**
 * Opens a node of the workflow that is shown.
 *
 * @param {any} page
 * @param {string} name
 */
export async function openNode(page, name) {
	const node = page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	await node.dblclick();
	await page.getByTestId('ndv').first().waitFor();
}

/**
 * Goes back from the open node, if one is open, to the canvas.
 *
 * @param {any} page
 */
export async function closeNode(page) {
	const ndv = page.getByTestId('ndv').first();
	// A list that is open takes the first click.
	for (let click = 0; click < 3 && (await ndv.isVisible()); click++) {
		await page.getByTestId('ndv-close-button').click({ force: true });
		await page.waitForTimeout(500);
	}
}

/**
 * Opens the list of a picker and waits for its first choice.
 *
 * @param {any} page - with the node open
 * @param {import('./panels.mjs').PickerField} picker
 */
export async function openPicker(page, { name, kind }) {
	const [field, choice] =
		kind === 'locator'
			? [
					page.getByTestId(`resource-locator-${name}`).getByTestId('rlc-input'),
					page.getByTestId('rlc-item'),
				]
			: [page.getByTestId(`parameter-input-${name}`), page.getByRole('option')];
	const refusal = page.getByText(/could not load list/i);
	for (let attempt = 1; ; attempt++) {
		await field.click();
		try {
			await choice.first().or(refusal).first().waitFor({ timeout: 15_000 });
		} catch (error) {
			// A list that is still loading closes again when its choices arrive.
			if (attempt === 3) throw error;
			continue;
		}
		if (await refusal.isVisible()) throw new Error(`the list of ${name} could not be loaded`);
		return;
	}
}
