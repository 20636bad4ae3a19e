/** The pictures of the examples on n8n's canvas, and the one of README after a run, are as the workflows are now. */
import { dirname } from 'node:path';
import { exampleWorkflows } from '../../../scripts/n8n/demo.mjs';
import { openBrowser, openWorkflow, signIn } from '../lib/browser.mjs';
import { exampleOf } from '../lib/examples.mjs';
import { keepPicture, stillPicture } from '../lib/pictures.mjs';

/** The one that the README shows after a run. */
const AT_WORK = 'failed-logons-per-user';
/** What else lies in the window covers the nodes. */
const CANVAS_ONLY = `
	[data-test-id="canvas-controls"], [data-test-id="main-sidebar"], .n8n-logs, [class*="logsPanel"],
	[data-test-id="canvas-minimap"], [data-test-id="canvas-panning-hint"],
	[class*="_executionButtons_"], .el-notification { visibility: hidden !important; }
`;
/** On the edges, after a run: how many items there were. */
const COUNTS = '[class*="_edgeLabelWrapper_"], [class*="_runDataLabel_"]';

/**
 * @param {import('../run.mjs').World} world
 * @param {readonly string[]} wanted - folders of examples; none means all
 */
export async function checkPictures({ checks, client, n8n, v2 }, wanted) {
	const { page, close } = await openBrowser(n8n.install);
	await page.setViewportSize({ width: 1280, height: 640 });
	await signIn(page, n8n);
	const credentials = { ...(await allCredentials(client)), log360Api: v2 };
	const canvas = async () => {
		await page.addStyleTag({ content: CANVAS_ONLY });
		await page.keyboard.press('1');
		await page.waitForTimeout(500);
		return await stillPicture(page, page.locator('.vue-flow'));
	};
	for (const [file] of exampleWorkflows()) {
		const folder = dirname(file);
		if (!file.endsWith('/workflow.json')) continue;
		if (wanted.length > 0 && !wanted.includes(folder)) continue;
		await checks.check(`picture of the example ${folder}`, async () => {
			const workflow = await client.createWorkflow(exampleOf(file, credentials));
			await openWorkflow(page, n8n.url, workflow);
			keepPicture(`examples/${folder}/canvas.png`, await canvas());
		});
		if (folder !== AT_WORK) continue;
		await checks.check('picture of an example at work', async () => {
			// The button is hidden, too, and a hidden one is not clicked.
			await page.getByTestId('execute-workflow-button').dispatchEvent('click');
			// Its message is there, but hidden like all that covers the canvas.
			const done = page.getByText(/executed successfully/i).first();
			await done.waitFor({ state: 'attached' });
			const taken = await canvas();
			const frame = await page.locator('.vue-flow').boundingBox();
			const counts = await Promise.all(
				(await page.locator(COUNTS).all()).map((/** @type {any} */ one) => one.boundingBox()),
			);
			// A new n8n may call them otherwise; then nothing would be left out here, and the picture stale with every run.
			if (counts.length === 0) throw new Error('the counts on the edges were not found');
			const ignored = counts
				.filter(Boolean)
				.map(({ x, y, ...size }) => ({ x: x - frame.x, y: y - frame.y, ...size }));
			keepPicture('docs/pictures/workflow.png', taken, ignored);
		});
	}
	await close();
}

/**
 * One for every type that an example names, since the canvas marks nodes that lack theirs.
 *
 * @param {import('../../../scripts/n8n/client.mjs').N8nClient} client
 * @returns {Promise<Record<string, import('../lib/workflows.mjs').CredentialLink>>} by type
 */
async function allCredentials(client) {
	const types = new Set(
		exampleWorkflows().flatMap(([, { nodes }]) =>
			nodes.flatMap((/** @type {any} */ node) => Object.keys(node.credentials ?? {})),
		),
	);
	const made = [...types].map(async (type) => {
		const { id } = await client.createCredential({ name: `Any ${type}`, type, data: {} });
		return [type, { id, name: `Any ${type}` }];
	});
	return Object.fromEntries(await Promise.all(made));
}
