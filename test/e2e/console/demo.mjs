/** A demo alert raised in the console: from the overview's and the alerts' button to the alert itself. */

/** @param {import('../console.mjs').World} world */
export async function checkDemo({ checks, browser }) {
	const { page } = browser;
	const dialog = page.locator('dialog');

	await checks.check('the alerts page raises a demo alert, and leads to it', async () => {
		await browser.open('#/alerts?q=DEMO_ATTACK%20%3D%20*');
		await browser.expectText('No alerts. Widen the time range');
		await browser.press('Raise a demo alert');
		await dialog.getByText('incidents, tickets, webhooks and workflows follow').waitFor();
		await browser.choose('Attack', 'new-local-admin');
		await browser.picture('demo-attack');
		await dialog.getByRole('button', { name: 'Raise it', exact: true }).click();
		await dialog.getByText(/new-local-admin: \d+ events stored, \d+ alerts raised\./).waitFor();
		await browser.picture('demo-attack-raised');
		await dialog.getByRole('link', { name: 'Windows: audit log cleared' }).click();
		await browser.settled();
		if (await dialog.isVisible()) throw new Error('the dialog stays in front of the alert');
		await browser.expectText('Windows: audit log cleared', 'demo-', 'new-local-admin');
	});

	await checks.check('its events are found by their mark, and the list is fresh', async () => {
		await browser.open('#/alerts?q=DEMO_ATTACK%20%3D%20*');
		await browser.expectText('Windows: audit log cleared');
		await browser.open('#/search?q=DEMO_ATTACK%20%3D%20%22new-local-admin%22');
		await browser.expectText('demo-', 'newest first');
	});

	await checks.check('the overview raises one too, and shows it at once', async () => {
		await browser.open('#/overview');
		await browser.press('Raise a demo alert');
		await dialog.getByRole('button', { name: 'Raise it', exact: true }).click();
		await dialog.getByText(/ssh-brute-force: \d+ events stored/).waitFor();
		await dialog.getByRole('button', { name: 'Done', exact: true }).click();
		await page.getByText('Alerts, last 24 h').waitFor();
		await browser.open('#/audit');
		await browser.expectText('Demo attack sent', 'new-local-admin:', /\d+ events/);
	});
}
