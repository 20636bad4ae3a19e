/** The console in a browser: goes to pages, waits until they stand still, reads and pictures them. */
import { repositoryRoot } from '../../../scripts/n8n/paths.mjs';
import { writeArtifact } from '../lib/artifacts.mjs';
import { openBrowser } from '../lib/browser.mjs';

/** What each page is pictured in: wide and light, narrow and dark. */
const LOOKS = /** @type {const} */ ([
	{ name: 'wide', width: 1280, colorScheme: 'light' },
	{ name: 'narrow', width: 800, colorScheme: 'dark' },
]);
const HEIGHT = 800;
/** Longer pages are cut off in pictures. */
const TALLEST = 1300;

/** A browser window with the console in it. */
export class ConsoleBrowser {
	/** What the browser complained about. @type {string[]} */
	#complaints = [];
	/** Calls of the page at hand that the server refused. @type {string[]} */
	#refused = [];
	/** Addresses of other machines that were asked for. @type {string[]} */
	#foreign = [];

	/**
	 * @param {any} page - of playwright
	 * @param {string} url - of the server
	 * @param {() => Promise<void>} close
	 */
	constructor(page, url, close) {
		this.page = page;
		this.url = url;
		this.close = close;
		page.on('pageerror', (/** @type {Error} */ error) => this.#complaints.push(String(error)));
		page.on('console', (/** @type {any} */ message) => {
			// Refused calls are part of what is tested; scripts, styles and policy are not.
			const isRefusal = /Failed to load resource.*status of 4\d\d/.test(message.text());
			if (message.type() === 'error' && !isRefusal) this.#complaints.push(message.text());
		});
		page.on('response', (/** @type {any} */ answer) => {
			if (answer.status() < 400) return;
			const { pathname } = new URL(answer.url());
			this.#refused.push(`${answer.request().method()} ${pathname} ${answer.status()}`);
		});
		page.on('request', (/** @type {any} */ request) => {
			if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url))
				this.#foreign.push(request.url());
		});
	}

	/**
	 * The repository's own packages hold the driver; n8n's large install is not needed.
	 *
	 * @param {string} url - of the server
	 */
	static async open(url) {
		const { page, close } = await openBrowser({ folder: repositoryRoot });
		return new ConsoleBrowser(page, url, close);
	}

	/**
	 * Goes to a page and waits until it stands.
	 *
	 * @param {string} hash - such as `#/incidents`
	 */
	async open(hash) {
		await this.page.goto(`${this.url}/${hash}`);
		await this.settled();
	}

	/**
	 * Waits until the page of the address stands and nothing is being loaded. The address changes before its page comes:
	 * what stands there until then is the page before.
	 */
	async settled() {
		await this.page.waitForFunction(() => {
			/** @type {HTMLElement | null} */
			const page = document.querySelector('.page');
			return (
				page?.dataset['address'] === location.hash &&
				page.hasChildNodes() &&
				document.querySelector('[aria-busy], .state.loading') === null
			);
		});
	}

	/**
	 * Goes to a page; throws unless the server refused exactly these calls of it: a page that works without what it asks
	 * for would hide that it never gets it.
	 *
	 * @param {string} hash
	 * @param {readonly string[]} expected - `METHOD path status`
	 */
	async openRefused(hash, expected) {
		this.#refused = [];
		await this.open(hash);
		await this.page.waitForLoadState('networkidle');
		const refused = this.#refused.join(', ');
		if (refused !== expected.join(', ')) throw new Error(`refused calls: ${refused}`);
	}

	/** The text of the page. @returns {Promise<string>} */
	text() {
		return this.page.locator('#main').innerText();
	}

	/**
	 * Waits until the page says all of these.
	 *
	 * @param {...(string | RegExp)} wanted
	 * @throws Error that names the first it did not say, and what it says, when it does not in the driver's time
	 */
	async expectText(...wanted) {
		for (const part of wanted) {
			const [source, flags] =
				typeof part === 'string'
					? [part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), '']
					: [part.source, part.flags];
			const says = (/** @type {string[]} */ [source, flags]) =>
				new RegExp(String(source), flags).test(document.getElementById('main')?.innerText ?? '');
			await this.page.waitForFunction(says, [source, flags]).catch(async () => {
				throw new Error(`the page does not say ${String(part)}, but:\n${await this.text()}`);
			});
		}
	}

	/** Signs in at the form. @param {string} password */
	async signIn(password) {
		await this.page.getByLabel('Password', { exact: true }).fill(password);
		await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
	}

	/** Fills a field by its label. @param {string | RegExp} label @param {string} value */
	async fill(label, value) {
		await this.page
			.getByLabel(label, { exact: typeof label === 'string' })
			.first()
			.fill(value);
	}

	/** Chooses from a list by its label. @param {string} label @param {string | { label: string }} value */
	async choose(label, value) {
		await this.page.getByLabel(label, { exact: true }).first().selectOption(value);
	}

	/** Presses a button. @param {string | RegExp} name */
	async press(name) {
		const button = this.page.getByRole('button', { name, exact: typeof name === 'string' });
		await button.first().click();
	}

	/** Waits for a message at the edge. @param {string | RegExp} text */
	async notice(text) {
		await this.page.locator('.notice').getByText(text).first().waitFor();
	}

	/**
	 * Pictures the page in every look.
	 *
	 * @param {string} name - of the files
	 * @returns {Promise<{ taken: Buffer, changing: import('../lib/difference.mjs').Box[] }>} the page wide and light, and where it
	 *   shows what is different each time: times and tokens
	 */
	async picture(name) {
		/** @type {{ taken: Buffer, changing: import('../lib/difference.mjs').Box[] }} */
		const first = { taken: Buffer.alloc(0), changing: [] };
		for (const { name: look, width, colorScheme } of LOOKS) {
			await this.page.setViewportSize({ width, height: HEIGHT });
			await this.page.evaluate(() => document.querySelector('#notices')?.replaceChildren());
			await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await this.#expectFits(look);
			const height = await this.page.evaluate(() => document.documentElement.scrollHeight);
			await this.page.setViewportSize({
				width,
				height: Math.min(Math.max(height, HEIGHT), TALLEST),
			});
			const taken = await this.page.screenshot();
			writeArtifact(`console-${name}-${look}.png`, taken);
			if (look === LOOKS[0].name) Object.assign(first, { taken, changing: await this.#changing() });
		}
		await this.page.setViewportSize({ width: LOOKS[0].width, height: HEIGHT });
		await this.page.emulateMedia({ colorScheme: LOOKS[0].colorScheme });
		return first;
	}

	/** Where times and the beginnings of tokens stand. @returns {Promise<import('../lib/difference.mjs').Box[]>} */
	async #changing() {
		return await this.page.evaluate(() =>
			Array.from(document.querySelectorAll('td, dd, input, textarea, code'))
				.filter((one) => {
					const text = 'value' in one ? String(one.value) : (one.textContent ?? '');
					return /\d{4}-\d\d-\d\d|…|l360_/.test(text);
				})
				.map((one) => {
					const { x, y, width, height } = one.getBoundingClientRect();
					return { x, y, width, height };
				}),
		);
	}

	/**
	 * How wide this machine draws a line in the console's letters: machines have different ones, and pictures of text can only be
	 * compared where they are the same.
	 *
	 * @returns {Promise<number>} pixels
	 */
	async letters() {
		return await this.page.evaluate(() => {
			const context = document.createElement('canvas').getContext('2d');
			if (!context) return 0;
			context.font = `16px ${getComputedStyle(document.body).fontFamily}`;
			return context.measureText('Create New AuthToken, API Settings, 0123456789').width;
		});
	}

	/** Nothing may make the window scroll sideways; wide tables scroll in their frame. @param {string} look */
	async #expectFits(look) {
		const [has, needs] = await this.page.evaluate(() => [
			document.documentElement.clientWidth,
			document.documentElement.scrollWidth,
		]);
		if (needs > has) throw new Error(`${look}: the page needs ${needs} px and has ${has}`);
		if (look !== LOOKS[0].name) return;
		// On a usual window nothing of a table is out of sight either, least of all the buttons of its last column.
		const cut = await this.page.evaluate(() =>
			Array.from(document.querySelectorAll('.table'))
				.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
				.map((frame) => frame.querySelector('table')?.getAttribute('aria-label') ?? 'a table'),
		);
		if (cut.length > 0) throw new Error(`${look}: cut at the right: ${cut.join(', ')}`);
	}

	/** Throws when the browser complained, or when the page asked another machine. */
	expectClean() {
		if (this.#complaints.length > 0) throw new Error(this.#complaints.join('\n'));
		if (this.#foreign.length > 0) throw new Error(`asked for ${this.#foreign.join(', ')}`);
	}
}
