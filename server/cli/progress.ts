/** A progress line for work over bytes: percent and rate, rewritten in place on a terminal, sparse elsewhere. */

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
	 * @param total bytes in all
	 * @param write receives the text
	 * @param interactive whether the line may be rewritten
	 */
	constructor(
		private readonly name: string,
		private readonly total: number,
		private readonly write: (text: string) => void,
		private readonly interactive: boolean,
	) {}

	/** Notes that `bytes` more are done. */
	advance(bytes: number): void {
		this.bytes += bytes;
		const now = performance.now();
		if (now - this.lastShown < (this.interactive ? TERMINAL_EVERY_MS : LOG_EVERY_MS)) return;
		this.lastShown = now;
		const percent = this.total === 0 ? 100 : Math.floor((this.bytes / this.total) * 100);
		const rate = (this.bytes / 1e6 / ((now - this.start) / 1000)).toFixed(1);
		this.show(`${this.name}: ${percent} % (${rate} MB/s)`, false);
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
