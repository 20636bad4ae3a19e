/** What administrators do about logs in the console: time zones of log sources, lines that are read and explained. */

/** @param {import('../console.mjs').World} world */
export async function checkLogs({ checks, browser }) {
	const { page } = browser;

	await checks.check('a log source gets a time zone, and one that is none is refused', async () => {
		await browser.open('#/sources');
		const row = page.locator('tbody tr').first();
		await row.getByRole('button', { name: /^Time zone of/ }).click();
		await browser.fill('Time zone', 'CET');
		await browser.press('Save');
		await page.getByText('expected an offset such as +02:00').waitFor();
		await browser.fill('Time zone', 'Europe/Berlin');
		await browser.picture('source-zone');
		await browser.press('Save');
		await browser.notice(/^The time zone of .+ is Europe\/Berlin\.$/);
		await row.getByText('Europe/Berlin').waitFor();
		await browser.picture('sources-zone');
	});

	await checks.check(
		'a device that has sent nothing yet gets a zone, however long it is',
		async () => {
			await browser.press('Set the zone of a new device');
			await browser.fill('Device', '192.0.2.200');
			await browser.fill('Time zone', 'America/Argentina/Buenos_Aires');
			await browser.picture('source-new');
			await browser.press('Save');
			await browser.notice('The time zone of 192.0.2.200 is America/Argentina/Buenos_Aires.');
			await browser.open('#/sources?page=2');
			await browser.expectText('192.0.2.200', 'Buenos_Aires');
			await browser.picture('sources-new');
		},
	);

	await checks.check('pasted lines are read and explained, markup in them is text', async () => {
		await browser.open('#/lines');
		const lines = [
			'<86>Nov 20 10:00:00 web01 sshd[1234]: Failed password for root from 192.0.2.1 port 40022 ssh2',
			'<img src=x onerror=alert(1)> is plain text',
			'{"broken":',
		];
		await browser.fill('Log lines', lines.join('\n'));
		await browser.fill('Time zone', 'Europe/Berlin');
		await browser.press('Read');
		await page.getByRole('heading', { name: 'Line 3' }).waitFor();
		await browser.expectText(
			'read in Europe/Berlin',
			'Failed logon',
			'that of arrival',
			'<img src=x onerror=alert(1)> is plain text',
			'not a valid JSON object',
			/ARRIVALTIME\s+\d{4}-\d\d-\d\d \d\d:/,
		);
		await browser.picture('lines-read');
	});
}
