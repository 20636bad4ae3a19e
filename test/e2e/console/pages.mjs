/** Every page of the console as it stands, with its content, from the keyboard and in pictures. */

import { incidentNamed } from './incidents.mjs';

/** Pages with what they must say. @type {readonly (readonly [name: string, hash: string, ...(string | RegExp)[]])[]} */
const PAGES = [
	['first', '#/', 'Open incidents'],
	['overview', '#/overview', 'Open incidents', /Events stored\n20,\d\d\d/, 'Alerts of the last 24'],
	['alerts', '#/alerts?range=0', /\d+ (of \d+ )?alerts, newest first/, 'Alert profile'],
	['alerts-empty', '#/alerts?q=HOSTNAME%20%3D%20nowhere', 'No alerts. Widen the time range'],
	['alerts-error', '#/alerts?q=(', /expected/i],
	['incidents', '#/incidents', /1–\d+ of \d+ incidents/],
	['incidents-taken', '#/incidents?status=in_progress', 'New member of Domain Admins', '33741'],
	['incidents-filter', '#/incidents?status=closed', 'Audit log cleared on FS01', '1–1 of 1'],
	['search', '#/search?q=IENAME%20%3D%20%22Failed%20logon%22', 'Failed logon', 'newest first'],
	['reports', '#/reports', /1–\d+ of \d+ reports/, 'Top users by failed logons', 'by USERNAME'],
	['reports-filter', '#/reports?module=Unix', 'Failed Unix logons', /1–4 of 4/],
	[
		'report-fields',
		'#/reports/108',
		/\d+ events, \d+ distinct values of REMOTEIP/,
		'Not in the list',
	],
	['report-time', '#/reports/110', 'a column is 30m', 'Failed logons by time'],
	['report-empty', '#/reports/506', 'No events in this time range'],
	['report-unknown', '#/reports/1', 'There is no report "1".'],
	['sources', '#/sources', /log sources/, 'Windows'],
	['lines', '#/lines', 'Nothing is stored', 'Detect'],
	['profiles', '#/profiles', 'alert profiles', 'Predefined'],
	['profiles-filter', '#/profiles?name=sudo', /sudo/i],
	['connections', '#/connections', 'Hook', 'Jira (demo)', 'Disabled'],
	['deliveries', '#/deliveries', 'Delivered'],
	['workflows', '#/workflows', 'Predefined', /workflow/i],
	['runs', '#/runs', 'Success', 'Console'],
	['jobs', '#/jobs', 'Workflow run', 'Incident export', 'Delivery'],
	['settings', '#/settings', 'Admin Settings', 'API Settings'],
	['tokens', '#/tokens', 'Demo token', 'Legacy V1 token', 'search.READ', 'September 2026'],
	['audit', '#/audit', 'Token created', 'Login locked', 'Ticketing changed'],
	['account', '#/account', 'Signed in by token'],
	['not-found', '#/nothing/here', 'There is no such page'],
	['alert-unknown', '#/alerts/1', 'There is no alert "1"'],
];

/** What the server refuses of a page that shows the refusal. @type {Readonly<Record<string, readonly string[]>>} */
const REFUSED = {
	'alerts-error': ['POST /admin/api/v2/alerts 400'],
	'alert-unknown': ['GET /admin/api/alerts/1 404'],
};

/** @param {import('../console.mjs').World} world */
export async function checkPages({ checks, browser, backend }) {
	const { page } = browser;

	for (const [name, hash, ...wanted] of PAGES) {
		await checks.check(`${hash} shows what it should`, async () => {
			await browser.openRefused(hash, REFUSED[name] ?? []);
			await browser.expectText(...wanted);
			await browser.picture(name);
		});
	}

	await checks.check('an incident shows its evidence, notes and activity', async () => {
		const id = await incidentNamed(backend, 'Brute force against the VPN gateway');
		await browser.openRefused(`#/incidents/${id}`, []);
		await page.locator('summary').getByText('Failed logons above the threshold').click();
		await browser.expectText('192.0.2.77', 'The address was seen on a blocklist.', 'Activity');
		await browser.picture('incident');
	});

	await checks.check('names of fields are offered while a query is typed', async () => {
		await browser.openRefused('#/search', []);
		const offered = page.locator('datalist#log-fields option[value="USERNAME = "]');
		await offered.waitFor({ state: 'attached' });
	});

	await checks.check('an event opens to all its fields, by keyboard', async () => {
		await browser.open('#/search?q=EVENTID%20%3D%204625');
		await page.getByRole('button', { name: 'Show all fields' }).first().focus();
		await page.keyboard.press('Enter');
		await page.locator('tr.detail').first().getByText('RECORDNUMBER').waitFor();
		await browser.picture('search-open');
	});

	await checks.check('a filter goes into the address, and the way back undoes it', async () => {
		await browser.open('#/incidents');
		await browser.choose('Severity', 'attention');
		await page.waitForURL(/severity=attention/);
		await browser.settled();
		await browser.expectText('No incident fits these filters.');
		await page.goBack();
		await page.waitForURL((/** @type {URL} */ url) => url.hash === '#/incidents');
	});

	await checks.check('every field has a label, every button a name', async () => {
		const nameless = [];
		for (const [, hash] of PAGES) {
			await browser.open(hash);
			const found = await page.evaluate(() =>
				Array.from(document.querySelectorAll('#main :is(input, select, textarea, button)'))
					.filter((control) => {
						const { labels } = /** @type {HTMLInputElement} */ (control);
						const name = control.getAttribute('aria-label') ?? control.textContent;
						return (labels?.length ?? 0) === 0 && (name ?? '').trim() === '';
					})
					.map((control) => control.outerHTML),
			);
			nameless.push(...found.map((/** @type {string} */ html) => `${hash}: ${html}`));
		}
		if (nameless.length > 0) throw new Error(nameless.join('\n'));
	});

	await checks.check('on a narrow window the navigation opens and closes', async () => {
		await page.setViewportSize({ width: 800, height: 800 });
		await browser.open('#/overview');
		const link = page.getByRole('link', { name: 'Audit log' });
		if (await link.isVisible()) throw new Error('the navigation is open at once');
		await browser.press('Menu');
		await link.click();
		await page.getByRole('heading', { name: 'Audit log', level: 1 }).waitFor();
		if (await link.isVisible()) throw new Error('the navigation stays open');
	});
}
