/** Takes pictures of the node in n8n's editor and of the server's console, for people to look at. */
import { installN8n } from '../../scripts/n8n/install.mjs';
import { startN8n } from '../../scripts/n8n/start.mjs';
import { writeArtifact } from './lib/artifacts.mjs';
import { startBackend } from './lib/backend.mjs';
import { openBrowser, openNode, openPicker, signIn } from './lib/browser.mjs';
import { generateEvents } from './lib/events.mjs';
import { listPanels } from './lib/panels.mjs';
import { runSession } from './lib/session.mjs';
import { credential, manualWorkflow } from './lib/workflows.mjs';

await runSession(takeAll);

/** @param {import('./lib/session.mjs').Session} session */
async function takeAll({ checks, log, atEnd }) {
	const install = await installN8n({ log });
	const backend = await startBackend(install.node);
	atEnd(backend.stop);
	log(await backend.importEvents(generateEvents(Date.now())));
	const link = credential('log360', 'Log360 demo', {
		serverUrl: backend.url,
		token: backend.demoToken,
		v1Token: backend.v1Token,
	});
	const refused = credential('refused', 'Log360 with a wrong token', {
		serverUrl: backend.url,
		token: 'wrong',
	});
	const n8n = await startN8n({ credentials: [link, refused], log });
	atEnd(n8n.stop);
	const browser = await openBrowser(install);
	atEnd(browser.close);
	const { page } = browser;

	/**
	 * @param {string} name - of the picture
	 * @param {() => Promise<void>} steps - what to do before
	 */
	const picture = async (name, steps) =>
		await checks.check(`${name}.png`, async () => {
			try {
				await steps();
			} finally {
				// Menus and panels slide in; a still picture needs them at rest.
				await page.waitForTimeout(700);
				writeArtifact(`${name}.png`, await page.screenshot());
			}
		});

	await signIn(page, n8n);
	await picture('node-creator', async () => {
		await page.goto(`${n8n.url}/workflow/new`);
		await page.getByTestId('canvas-plus-button').click();
		await page.getByTestId('node-creator-search-bar').fill('Log360');
		await page.getByTestId('node-creator-item-name').first().waitFor();
	});
	await picture('node-actions', async () => {
		await page.getByTestId('node-creator-item-name').getByText('Log360', { exact: true }).click();
		await page.getByText(/^Actions \(\d+\)$/).waitFor();
	});

	for (const { resource, operation, pickers } of await listPanels(n8n.client)) {
		const name = `panel-${resource}-${operation}`;
		const open = async (/** @type {Record<string, unknown>} */ parameters) => {
			const workflow = manualWorkflow(name, link, { resource, operation, ...parameters });
			await openNode(page, n8n.url, await n8n.client.createWorkflow(workflow), 'Log360');
		};
		await picture(name, () => open({}));
		for (const picker of pickers) {
			await picture(`${name}-${picker.name}`, async () => {
				await open(picker.collection ? { [picker.collection]: { [picker.name]: [] } } : {});
				await openPicker(page, picker);
			});
		}
		if (resource === 'log' && operation === 'search') {
			await picture(`${name}-output`, async () => {
				await open({});
				await page.getByTestId('node-execute-button').click();
				await page
					.getByText(/\d+ items?/)
					.first()
					.waitFor();
			});
		}
	}
	for (const [name, { id }, text] of /** @type {const} */ ([
		['credential-tested', link, /connection tested successfully/i],
		['credential-refused', refused, /couldn.t connect/i],
	])) {
		await picture(name, async () => {
			await page.goto(`${n8n.url}/home/credentials/${id}`);
			await page.getByText(text).waitFor();
		});
	}
	await picture('console', async () => {
		const answer = await page.goto(backend.url);
		if (!answer.ok()) throw new Error(`${backend.url} answered ${answer.status()}`);
	});
}
