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

	await checks.check('a report is made, counted, downloaded and deleted', async () => {
		await browser.open('#/reports');
		await browser.press('New report');
		await browser.press('Cancel');
		await browser.press('New report');
		await browser.fill('Name', 'Busy devices');
		await browser.fill('Fields', 'HOSTNAME, LOGTYPE, USERNAME');
		await browser.press('Create');
		await page.getByText('expected one or two field names').waitFor();
		await browser.fill('Fields', 'HOSTNAME, LOGTYPE');
		await browser.picture('report-new');
		await browser.press('Create');
		await page.getByText('by HOSTNAME and LOGTYPE').waitFor();
		await browser.settled();
		await browser.picture('report-made');
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			browser.press('Download CSV'),
		]);
		const chunks = [];
		for await (const chunk of await download.createReadStream()) chunks.push(chunk);
		const [head, first] = Buffer.concat(chunks).toString('utf8').split('\r\n');
		if (head !== 'HOSTNAME,LOGTYPE,count' || !/^[^,]+,[^,]+,\d+$/.test(first ?? ''))
			throw new Error(`the file begins with ${head} and ${first}`);
		await page.locator('tbody a').first().click();
		await page.waitForURL(/#\/search\?q=HOSTNAME/);
		await browser.settled();
		await browser.expectText('newest first');
		await page.goBack();
		await page.getByRole('button', { name: 'Delete' }).click();
		await page.locator('dialog').getByRole('button', { name: 'Delete' }).click();
		await browser.notice('"Busy devices" is deleted.');
	});

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
