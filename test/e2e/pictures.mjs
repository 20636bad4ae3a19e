/** Takes the pictures of README and examples: each example on n8n's canvas, one after a run, and the token page of the console. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installN8n } from '../../scripts/n8n/install.mjs';
import { exampleWorkflows } from '../../scripts/n8n/demo.mjs';
import { repositoryRoot } from '../../scripts/n8n/paths.mjs';
import { startN8n } from '../../scripts/n8n/start.mjs';
import { startBackend } from './lib/backend.mjs';
import { openBrowser, openWorkflow, signIn } from './lib/browser.mjs';
import { exampleOf } from './lib/examples.mjs';
import { runSession } from './lib/session.mjs';
import { credential } from './lib/workflows.mjs';

const PICTURES = join(repositoryRoot, 'docs', 'pictures');
/** The one that the README shows after a run. */
const AT_WORK = 'failed-logons-per-user/workflow.json';
/** What else lies in the window covers the nodes. */
const CANVAS_ONLY = `
	[data-test-id="canvas-controls"], [data-test-id="main-sidebar"], .n8n-logs, [class*="logsPanel"],
	[data-test-id="canvas-minimap"], [data-test-id="canvas-panning-hint"] { visibility: hidden !important; }
`;

await runSession(async ({ checks, log, atEnd }) => {
	const install = await installN8n({ log });
	const backend = await startBackend(install.node, { args: [] });
	atEnd(backend.stop);
	const link = credential('log360', 'Log360 demo', {
		serverUrl: backend.url,
		token: backend.demoToken,
		v1Token: backend.v1Token,
	});
	const { url, owner, client, stop } = await startN8n({ credentials: [link], log });
	atEnd(stop);
	const webhooks = await client.createCredential({
		name: 'Log360 webhooks',
		type: 'log360WebhookApi',
		data: { secret: 'a secret of the pictures' },
	});
	const { page, close } = await openBrowser(install);
	atEnd(close);
	await page.setViewportSize({ width: 1280, height: 640 });
	await signIn(page, { url, owner });

	/** @param {string} target */
	const picture = async (target) => {
		await page.addStyleTag({ content: CANVAS_ONLY });
		await page.keyboard.press('1');
		await page.waitForTimeout(1_000);
		writeFileSync(target, await page.locator('.vue-flow').screenshot());
	};

	for (const [file] of exampleWorkflows()) {
		if (!file.endsWith('/workflow.json')) continue;
		await checks.check(`canvas of ${file}`, async () => {
			const workflow = await client.createWorkflow(
				exampleOf(file, { log360Api: link, log360WebhookApi: webhooks }),
			);
			await openWorkflow(page, url, workflow);
			await picture(join(repositoryRoot, 'examples', dirname(file), 'canvas.png'));
			if (file !== AT_WORK) return;
			await page.getByTestId('execute-workflow-button').click();
			await page
				.getByText(/executed successfully/i)
				.first()
				.waitFor();
			mkdirSync(PICTURES, { recursive: true });
			await picture(join(PICTURES, 'workflow.png'));
		});
	}
});

/** The console's test pictures the token page as it walks it. */
const TOKEN_PAGES = ['settings', 'generate', 'scopes', 'new'];
if (process.argv.includes('--token-page')) {
	for (const name of TOKEN_PAGES) {
		copyFileSync(
			join(repositoryRoot, 'test', 'e2e', 'artifacts', `console-token-${name}-wide.png`),
			join(PICTURES, `token-${name}.png`),
		);
	}
}
