/** What administrators do in the console, each from the click to what the server has made of it. */

import { incidentNamed } from './incidents.mjs';

/** An incident of the demo data. */
const SCAN = 'Web scan of the shop';

/** @param {import('../console.mjs').World} world */
export async function checkActions({ checks, browser, receiver, backend }) {
	const { page } = browser;

	await checks.check('a connection is made, its secret shown once, and tested', async () => {
		await browser.open('#/connections/new');
		await browser.fill('Name', 'Hook');
		await browser.fill('Address', receiver.url);
		await browser.picture('connection-new');
		await browser.press('Create connection');
		await page.getByText('This is the only time that it is shown').waitFor();
		const secret = await page.locator('.secret').inputValue();
		if (!/^whsec_/.test(secret)) throw new Error(`the secret is ${secret}`);
		await page.getByRole('link', { name: 'Done' }).click();
		await browser.settled();
		await browser.press('Test the connection');
		await page.getByText('The receiver took a signed message').waitFor();
		if (receiver.messages[0]?.type !== 'connection.test') throw new Error('no test message came');
		await browser.picture('connection');
	});

	await checks.check('a test of a tool that refuses says why', async () => {
		receiver.fail(true);
		await browser.press('Test the connection');
		await page.getByText('was answered with 400: out of order').waitFor();
		receiver.fail(false);
	});

	await checks.check('an incident is changed: status, assignee, due date', async () => {
		await browser.open(`#/incidents/${await incidentNamed(backend, SCAN)}`);
		await browser.choose('Status', { label: 'In progress' });
		await browser.fill('Assignee', 'admin');
		await browser.fill('Due', '2030-01-31T12:00');
		await browser.press('Save changes');
		await browser.notice('The incident is changed.');
		await browser.settled();
		await browser.expectText('open to in_progress', 'nobody to admin', '2030-01-31 12:00:00');
	});

	await checks.check('a change over somebody else’s is refused and explained', async () => {
		const id = new URL(page.url()).hash.split('/').at(-1);
		const other = await fetch(`${backend.url}/api/v2/incident/${id}`, {
			method: 'PUT',
			headers: {
				authorization: `Bearer ${backend.demoToken}`,
				'content-type': 'application/json',
			},
			body: JSON.stringify({ severity: 'critical' }),
		});
		if (!other.ok) throw new Error(`the other change was answered with ${other.status}`);
		await browser.choose('Status', { label: 'Closed' });
		await browser.press('Save changes');
		await page.getByText('Somebody else has changed the incident meanwhile').waitFor();
		await browser.picture('incident-conflict');
		await browser.press('Show the incident as it is now');
		await page.getByText('attention to critical').waitFor();
		await browser.settled();
		await browser.expectText('In progress');
	});

	await checks.check('a note with markup in it is shown as text', async () => {
		await browser.fill('New note', '<img src=x onerror=alert(1)> checked');
		await browser.press('Add note');
		await browser.notice('The note is added.');
		await page.getByText('<img src=x onerror=alert(1)> checked').waitFor();
	});

	await checks.check('a ticket is created, and a refused one can be sent again', async () => {
		receiver.fail(true);
		await browser.press('Create ticket');
		await browser.notice('The ticket is on its way.');
		await page.getByText('was answered with 400: out of order').waitFor();
		await browser.open('#/deliveries?state=dead');
		await browser.picture('deliveries-dead');
		receiver.fail(false);
		await page.locator('td a').first().click();
		await browser.settled();
		await browser.press('Send again');
		await browser.notice(/is sent again/);
		await page.getByText('Ticket HOOK-').waitFor();
		await browser.picture('delivery');
		const created = receiver.messages.find(({ type }) => type === 'incident.created');
		if (created?.data['name'] !== SCAN) throw new Error('no ticket was made');
	});

	await checks.check('an incident is exported as a file', async () => {
		await browser.open(`#/incidents/${await incidentNamed(backend, SCAN)}`);
		await browser.choose('Format', 'json');
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			browser.press('Download'),
		]);
		if (!/\.json$/.test(download.suggestedFilename()))
			throw new Error(`the file is called ${download.suggestedFilename()}`);
		await browser.expectText('HOOK-');
	});

	await checks.check('an incident is made by hand', async () => {
		await browser.open('#/incidents/new');
		await browser.fill('Name', 'Phishing mail');
		await browser.choose('Severity', 'trouble');
		await browser.press('Create incident');
		await browser.notice('The incident is created.');
		await page.getByRole('heading', { name: 'Phishing mail' }).waitFor();
	});

	await checks.check('a workflow runs and shows its log', async () => {
		await browser.open('#/workflows');
		await page.locator('td a').first().click();
		await browser.settled();
		await browser.picture('workflow');
		await browser.press('Execute');
		await page.waitForSelector('[name=argument-message]:invalid, form .error:not(:empty)');
		await browser.fill('message (required)', 'Please save your work');
		await browser.fill('device', 'srv-1');
		await browser.press('Execute');
		await browser.notice(/Run \d+ is started/);
		await page.locator('.run-step').nth(1).waitFor();
		await page.getByText('Success').first().waitFor();
		await browser.picture('run');
	});

	await checks.check('a workflow is made from another one', async () => {
		await browser.open('#/workflows');
		await page.locator('td a').first().click();
		await browser.settled();
		await page.getByRole('link', { name: 'Use as template' }).click();
		await browser.settled();
		await browser.picture('workflow-edit');
		await browser.press('Create workflow');
		await browser.notice(/is saved/);
		await browser.settled();
		await browser.expectText('(copy)', 'Custom');
	});

	await checks.check('an alert profile is made, tried on, switched and deleted', async () => {
		await browser.open('#/profiles/new');
		await browser.fill('Name', 'Five failed logons');
		await browser.fill('Query', 'IENAME = "Failed logon" AND (');
		await browser.press('Create profile');
		await page
			.locator('form .error')
			.getByText(/rule\.steps\[0\]/)
			.waitFor();
		await browser.fill('Query', 'IENAME = "Failed logon"');
		await browser.fill('Events', '5');
		await browser.fill('Window', '10 min');
		await browser.fill('Grouped by', 'hostname');
		await browser.picture('profile-edit');
		await browser.press('Create profile');
		await browser.notice(/is saved/);
		await browser.settled();
		await browser.expectText('5 events that fit within 10 min with the same HOSTNAME');
		await browser.picture('profile');
		await page.getByRole('switch').click();
		await browser.notice('"Five failed logons" is disabled now.');
		await browser.press('Delete');
		await page.locator('dialog').getByRole('button', { name: 'Delete' }).click();
		await browser.notice('"Five failed logons" is deleted.');
	});

	await checks.check('of a predefined profile, what people decide can be changed', async () => {
		await browser.open('#/profiles/1001/edit');
		await browser.choose('Alerts become incidents', 'yes');
		await browser.fill('Repeats join by', 'hostname, actor.user');
		await browser.fill('Repeats join within', '2 h');
		await browser.fill('Notifications', 'fax: 1');
		await browser.press('Save profile');
		await page.locator('form .error').getByText('expected email, sms, webhook').waitFor();
		await browser.fill('Notifications', 'email: soc@example.com');
		await browser.picture('profile-predefined');
		await browser.press('Save profile');
		await browser.notice(/is saved/);
		await browser.settled();
		await browser.expectText(
			'repeats join by HOSTNAME, actor.user, within 2 h',
			'email: soc@example.com',
		);
	});

	await checks.check('a Sigma rule becomes a profile, and what does not map is said', async () => {
		await browser.open('#/profiles/import');
		await browser.fill(
			'Sigma rules (YAML)',
			[
				'title: Whoami as SYSTEM',
				'logsource: { category: process_creation, product: windows }',
				'detection:',
				"  selection: { Image|endswith: '\\whoami.exe' }",
				'  condition: selection',
				'level: high',
			].join('\n'),
		);
		await browser.press('Import');
		await page.getByText('Imported as "Whoami as SYSTEM"').waitFor();
		await browser.picture('sigma');
	});

	await checks.check('a Sigma rule with placeholders looks for the values given', async () => {
		const rule = (/** @type {string} */ name) => [
			`title: Logon on ${name}`,
			'logsource: { product: windows, service: security }',
			`detection: { selection: { EventID: 4624, 'Computer|expand': '%${name}%' }, condition: selection }`,
			'level: low',
		];
		await browser.open('#/profiles/import');
		await browser.fill(
			'Sigma rules (YAML)',
			[...rule('Servers'), '---', ...rule('Unknown')].join('\n'),
		);
		await browser.fill('Values of placeholders (optional)', 'Servers');
		await browser.press('Import');
		await page.locator('form .error').getByText('expected "name = value, value"').waitFor();
		await browser.fill('Values of placeholders (optional)', 'Servers = srv-1, %Servers%-2');
		await browser.press('Import');
		await page.getByText('Imported as "Logon on Servers"').waitFor();
		await browser.expectText('the placeholder %Unknown% has no values', '2 rules: 1 imported');
		await browser.picture('sigma-placeholders');
		await page.getByText('Imported as "Logon on Servers"').click();
		await browser.settled();
		await browser.expectText('srv-1');
	});

	await checks.check('an alert’s status is changed and stays in its history', async () => {
		await browser.open('#/alerts?range=0');
		await page.locator('td a').first().click();
		await browser.settled();
		await browser.choose('Status', 'closed');
		await browser.fill('Why (optional)', 'A test of ours');
		await browser.press('Save status');
		await browser.notice('The alert is closed now.');
		await browser.settled();
		await browser.expectText('A test of ours');
		await browser.picture('alert');
	});
}
