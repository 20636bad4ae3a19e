/** Prints measured values beside their bounds and remembers whether one was missed. */

/** Verdicts of one benchmark. */
export class Verdicts {
	private missed = 0;

	/** One line: what was measured, its value, its bound, and whether it was held. */
	judge(what: string, value: string, bound: string, held: boolean): void {
		if (!held) this.missed += 1;
		console.log(`${held ? 'ok  ' : 'MISS'} ${what}: ${value} (bound ${bound})`);
	}

	/** A line without a bound. */
	tell(text: string): void {
		console.log(`     ${text}`);
	}

	/** For `process.exitCode`. */
	get exitCode(): number {
		return this.missed === 0 ? 0 : 1;
	}
}
