/** A progress line for work over bytes, or what else is counted: percent and rate, rewritten in place on a terminal, sparse elsewhere. */

/** Milliseconds between two progress lines, on a terminal and elsewhere. */
const TERMINAL_EVERY_MS = 200;
const LOG_EVERY_MS = 5_000;

/** Shows how far a file is. */
export class Progress {
	private readonly start = performance.now();
	private lastShown = performance.now();
	private bytes = 0;

	/**
	 * @param name what is worked on
	 * @param total bytes, or what else is counted, in all; 0 where nobody knows
	 * @param write receives the text
	 * @param interactive whether the line may be rewritten
	 * @param rate how fast it is, of what is counted in a second
	 */
	constructor(
		private readonly name: string,
		private readonly total: number,
		private readonly write: (text: string) => void,
		private readonly interactive: boolean,
		private readonly rate = (perSecond: number) => `${(perSecond / 1e6).toFixed(1)} MB/s`,
	) {}

	/** Notes that so many more are done. */
	advance(bytes: number): void {
		this.bytes += bytes;
		const now = performance.now();
		if (now - this.lastShown < (this.interactive ? TERMINAL_EVERY_MS : LOG_EVERY_MS)) return;
		this.lastShown = now;
		const done =
			this.total === 0 ? `${this.bytes}` : `${Math.floor((this.bytes / this.total) * 100)} %`;
		const rate = this.rate(this.bytes / ((now - this.start) / 1000));
		this.show(`${this.name}: ${done} (${rate})`, false);
	}

	/** Ends with `summary` and the time it took. */
	done(summary: string): void {
		const seconds = ((performance.now() - this.start) / 1000).toFixed(1);
		this.show(`${this.name}: ${summary} (${seconds} s)`, true);
	}

	private show(text: string, last: boolean): void {
		if (this.interactive) this.write(`\r\x1b[K${text}${last ? '\n' : ''}`);
		else this.write(`${text}\n`);
	}
}
