/** Signing in and out: wrong passwords, the lock, a session that has ended, and tokens. */

/** @param {import('../console.mjs').World} world */
export async function checkDoor({ checks, backend, browser, password }) {
	const { page } = browser;

	await checks.check('a page is closed to strangers, and a wrong password is told', async () => {
		await page.goto(`${browser.url}/#/incidents`);
		await browser.signIn('wrong');
		await page.getByText('The user name or the password is wrong.').waitFor();
		await browser.picture('sign-in');
	});

	await checks.check('the right password leads to the page that was asked for', async () => {
		await browser.signIn(password);
		await page.getByRole('heading', { name: 'Incidents', level: 1 }).waitFor();
		await browser.settled();
		await browser.expectText(/1–\d+ of \d+ incidents/);
	});

	await checks.check('a session that has ended leads back to the door, and then on', async () => {
		await page.context().clearCookies();
		await page.getByRole('link', { name: 'Alert profiles' }).click();
		await page.getByText('The session has ended. Sign in again to go on.').waitFor();
		await browser.signIn(password);
		await page.getByRole('heading', { name: 'Alert profiles', level: 1 }).waitFor();
	});

	await checks.check('signing out closes the console; the way back shows nothing', async () => {
		await browser.press('Sign out');
		await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
		await page.goBack();
		if (await page.locator('#app').isVisible()) throw new Error('the console is still shown');
	});

	await checks.check('a token opens it when its scope is admin, and only then', async () => {
		await page.goto(browser.url);
		await page.getByText('Use an API token instead').click();
		await browser.fill('API token', 'l360_wrong');
		await browser.press('Use this token');
		await page.getByText('The token is missing, unknown, expired or revoked.').waitFor();
		await browser.fill('API token', backend.adminToken);
		await browser.press('Use this token');
		await page.getByText('Signed in by token').waitFor();
		await browser.settled();
		await browser.press('Sign out');
	});

	await checks.check('too many wrong passwords lock the door for a while', async () => {
		await page.goto(browser.url);
		for (let attempt = 0; attempt < 6; attempt++) {
			await Promise.all([
				page.waitForResponse(/\/admin\/api\/login/),
				browser.signIn(`wrong ${attempt}`),
			]);
		}
		await page.getByText(/Too many logins failed\. Try again in \d+ seconds?\./).waitFor();
		await browser.picture('locked');
	});

	await checks.check('a token still opens it while passwords are locked out', async () => {
		await page.getByText('Use an API token instead').click();
		await browser.fill('API token', backend.adminToken);
		await browser.press('Use this token');
		await page.getByText('Signed in by token').waitFor();
	});
}
