/** Runs named checks one after the other, prints a line for each, and sums up. */

/** A list of checks and what became of them. */
export class Checks {
	#passed = 0;
	#failed = 0;

	/**
	 * Runs one check; a failure is printed and the next check still runs.
	 *
	 * @param {string} name - says what holds, as a sentence
	 * @param {() => Promise<void>} body - throws when it does not hold
	 */
	async check(name, body) {
		const started = performance.now();
		try {
			await body();
			this.#passed++;
			console.log(`ok    ${name} (${Math.round(performance.now() - started)} ms)`);
		} catch (error) {
			this.#report(name, error);
		}
	}

	/**
	 * Counts a failure outside every check, e.g. of the start.
	 *
	 * @param {unknown} error
	 */
	fail(error) {
		this.#report('the checks could not be run', error);
	}

	/**
	 * @param {string} name
	 * @param {unknown} error
	 */
	#report(name, error) {
		this.#failed++;
		const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
		console.log(`FAIL  ${name}\n${text.replace(/^/gm, '      ')}`);
	}

	/** @returns {boolean} true when everything passed; the summary has been printed */
	finish() {
		console.log(`${this.#passed} passed, ${this.#failed} failed`);
		return this.#failed === 0;
	}
}
