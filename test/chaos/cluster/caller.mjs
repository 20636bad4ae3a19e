/** Calls the API through the balancer as a patient client does: what gets no answer, or is told to come again later (5xx), is asked again. */

const TIMEOUT_MS = 60_000;
const PAUSE_MS = 200;

/** What was asked wrongly is a fault of the run or of the server: no kill explains it. */
export class RefusedError extends Error {}

export class Caller {
	/** Answers by status, `none` where the connection ended. @type {Map<string, number>} */
	answers = new Map();
	/** 503 without `Retry-After`, and other answers that do not tell a client to come later. @type {Set<string>} */
	odd = new Set();

	/** @param {string} url */
	constructor(url, token) {
		this.url = url;
		this.token = token;
	}

	/**
	 * Asks until there is an answer that counts.
	 *
	 * @returns {Promise<unknown>} the JSON of a 2xx
	 * @throws RefusedError for a 4xx
	 */
	async ask(method, path, body, headers = {}) {
		for (;;) {
			const { status, json, text } = await this.try(method, path, body, headers);
			if (status >= 200 && status < 300) return json;
			if (status >= 400 && status < 500)
				throw new RefusedError(`${method} ${path}: HTTP ${status}: ${text}`);
			await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
		}
	}

	/** One try; status 0 where there was no answer. */
	async try(method, path, body, headers = {}) {
		try {
			const answer = await fetch(this.url + path, {
				method,
				headers: {
					...{ authorization: `Bearer ${this.token}`, connection: 'close' },
					...(body === undefined ? {} : { 'content-type': 'application/json' }),
					...headers,
				},
				body: body === undefined ? undefined : JSON.stringify(body),
				signal: AbortSignal.timeout(TIMEOUT_MS),
			});
			const text = await answer.text();
			this.#count(String(answer.status));
			if (answer.status === 503 && !answer.headers.has('retry-after'))
				this.odd.add(`503 without Retry-After: ${text.slice(0, 200)}`);
			if (answer.status >= 500 && answer.status !== 503)
				this.odd.add(`${method} ${path.split('?')[0]}: ${answer.status}: ${text.slice(0, 300)}`);
			return { status: answer.status, text, json: text === '' ? undefined : JSON.parse(text) };
		} catch (error) {
			this.#count('none');
			return { status: 0, text: String(error), json: undefined };
		}
	}

	#count(status) {
		this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
	}
}
