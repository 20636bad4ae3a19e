/** The token page, walked word for word as the product's help describes it, to a call that uses the new token. */

import { checkLetters, keepPicture } from '../lib/pictures.mjs';

/** What the token is asked to do. */
const SEARCH = {
	query: '*',
	start_time: '2020-01-01T00:00:00Z',
	end_time: '2100-01-01T00:00:00Z',
};

/** The choices of the expiry, in the product's words. */
const EXPIRIES = ['Never Expires', 'Today', 'Next 7 Days', 'Next 30 Days', 'Custom Date and Time'];

/** @param {import('../console.mjs').World} world */
export async function checkTokens({ checks, browser, backend }) {
	const { page } = browser;
	/** The pictures of the README, by their name there. @type {Map<string, Awaited<ReturnType<typeof browser.picture>>>} */
	const pictures = new Map();
	/** @param {string} secret @param {string} path @param {object} body */
	const call = (secret, path, body) =>
		fetch(`${backend.url}${path}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});

	await checks.check(
		'API Settings is reached by the Settings tab, under Admin Settings',
		async () => {
			await browser.open('#/overview');
			await page.getByRole('link', { name: 'Settings', exact: true }).click();
			await browser.settled();
			await page.getByRole('heading', { name: 'Admin Settings' }).waitFor();
			await page.getByRole('link', { name: 'API Settings' }).click();
			await page.getByRole('heading', { name: 'API Settings' }).waitFor();
			await browser.settled();
			await browser.expectText('AuthTokens', /V1.*September 2026/);
		},
	);

	await checks.check('Create New AuthToken stands in the top right corner', async () => {
		const [button, content] = await Promise.all([
			page.getByRole('button', { name: 'Create New AuthToken' }).boundingBox(),
			page.locator('#content').boundingBox(),
		]);
		const right = content.x + content.width - (button.x + button.width);
		if (right > 40 || button.y - content.y > 60) {
			throw new Error(`it is ${right} px from the right, ${button.y - content.y} px from the top`);
		}
		pictures.set('settings', await browser.picture('token-settings'));
		await browser.press('Create New AuthToken');
		await page.getByRole('dialog', { name: 'Generate AuthToken' }).waitFor();
	});

	await checks.check('nothing is created without scopes', async () => {
		await browser.fill('Name', 'e2e');
		await browser.press('Create');
		await page.locator('dialog .error').getByText('Choose at least one scope').waitFor();
	});

	await checks.check(
		'the icon next to Scopes opens Select Scopes, by group, and OK takes them',
		async () => {
			await browser.press('Select Scopes');
			const dialog = page.getByRole('dialog', { name: 'Select Scopes' });
			for (const group of ['search', 'jobs', 'alerts', 'incident']) {
				await dialog.getByRole('group', { name: group, exact: true }).waitFor();
			}
			await dialog.getByRole('checkbox', { name: /^search\.READ/ }).check();
			await dialog.getByRole('checkbox', { name: /^jobs\.READ/ }).check();
			pictures.set('scopes', await browser.picture('token-scopes'));
			await dialog.getByRole('button', { name: 'OK' }).click();
			const shown = await page.getByLabel('Scopes', { exact: true }).inputValue();
			if (shown !== 'search.READ, jobs.READ') throw new Error(`the field shows "${shown}"`);
		},
	);

	await checks.check('what was chosen is still ticked, and Cancel changes nothing', async () => {
		await browser.press('Select Scopes');
		const dialog = page.getByRole('dialog', { name: 'Select Scopes' });
		const box = dialog.getByRole('checkbox', { name: /^jobs\.READ/ });
		if (!(await box.isChecked())) throw new Error('jobs.READ is not ticked any more');
		await box.uncheck();
		await dialog.getByRole('button', { name: 'Cancel' }).click();
		const shown = await page.getByLabel('Scopes', { exact: true }).inputValue();
		if (!shown.includes('jobs.READ')) throw new Error(`the field shows "${shown}"`);
	});

	await checks.check(
		'the expiry offers the product’s choices, and a calendar for one’s own',
		async () => {
			const select = page.getByLabel('Expires', { exact: true });
			const offered = await select.locator('option').allTextContents();
			if (offered.join() !== EXPIRIES.join()) throw new Error(`it offers ${offered.join(', ')}`);
			pictures.set('generate', await browser.picture('token-generate'));
			const until = page.getByLabel('Date and time', { exact: true });
			if (await until.isVisible()) throw new Error('the calendar is there before it is chosen');
			await browser.choose('Expires', { label: 'Custom Date and Time' });
			await until.waitFor();
			await browser.press('Create');
			await page.locator('dialog .error').getByText('Enter when the token expires').waitFor();
			await until.fill('2031-05-01T08:30');
		},
	);

	/** @type {string} */
	let secret;
	await checks.check('Create shows the token once, and it works for its scopes', async () => {
		await browser.press('Create');
		await page.getByText('This is the only time that it is shown').waitFor();
		await page.getByText('only regenerated').waitFor();
		await page.getByRole('button', { name: 'Copy' }).waitFor();
		secret = await page.locator('.secret').inputValue();
		pictures.set('new', await browser.picture('token-new'));
		const answer = await call(secret, '/api/v2/search', SEARCH);
		if (answer.status !== 200) throw new Error(`the search was answered with ${answer.status}`);
		const refused = await call(secret, '/api/v2/incident', { name: 'x' });
		if (refused.status !== 403) throw new Error(`an incident was answered with ${refused.status}`);
	});

	await checks.check('the list has the token with its expiry; revoked, it is refused', async () => {
		await page.getByRole('link', { name: 'Done' }).click();
		await browser.settled();
		await browser.expectText('e2e', '2031-05-01 08:30:00', 'search.READ, jobs.READ');
		if ((await browser.text()).includes(secret)) throw new Error('the token is shown again');
		await browser.press('Revoke e2e');
		await browser.picture('confirm');
		await browser.press('Revoke');
		await browser.notice('"e2e" is revoked.');
		const refused = await call(secret, '/api/v2/search', SEARCH);
		if (refused.status !== 401) throw new Error(`the revoked token: ${refused.status}`);
	});

	await checks.check('a dialog closes with the page that it belongs to', async () => {
		await browser.press('Create New AuthToken');
		await page.evaluate(() => (location.hash = '#/audit'));
		await browser.settled();
		if ((await page.locator('dialog').count()) > 0) throw new Error('the dialog is still there');
	});

	// A machine with other letters draws other pictures; that says nothing about the page.
	if (!checkLetters(await browser.letters())) return;
	for (const [name, { taken, changing }] of pictures) {
		await checks.check(`the README’s picture of the token page: ${name}`, async () =>
			keepPicture(`docs/pictures/token-${name}.png`, taken, changing),
		);
	}
}
