/** What a reader has under way for callers in other threads, who know it by its number. */

/** Numbers are given once, so that a late call about something that has ended meets nothing else. */
export class OpenRuns<T extends { close(): void }> {
	private readonly open = new Map<number, T>();
	private next = 1;

	/** Keeps a run; returns its number. */
	add(run: T): number {
		const number = this.next++;
		this.open.set(number, run);
		return number;
	}

	/** The run, undefined when it has ended. */
	get(number: number): T | undefined {
		return this.open.get(number);
	}

	/** Ends a run; ending one that is gone is no error. */
	close(number: number): void {
		this.open.get(number)?.close();
		this.open.delete(number);
	}

	/** Ends all. */
	closeAll(): void {
		for (const number of [...this.open.keys()]) this.close(number);
	}
}
