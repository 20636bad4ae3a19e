/** Runs work of the writer's thread in the background, a step at a time, with pauses in which batches are stored. */

/** After a step that failed, as on a full disk, it is tried again, ms. */
const RETRY_MS = 60_000;

/** What it works with. */
export interface BackgroundWorkParts {
	/** For people: what it does. */
	readonly name: string;
	/** One step, as a whole or not at all; returns whether there is more to do. */
	readonly step: () => boolean;
	/** Pause before a step, ms. */
	readonly pause: () => number;
}

/** Nothing waits for it, so that a step that fails ends neither the thread nor the work. */
export class BackgroundWork {
	private timer: NodeJS.Timeout | undefined;
	private closed = false;
	private isFailing = false;

	constructor(private readonly parts: BackgroundWorkParts) {}

	/** Goes on until there is nothing left to do; call when there may be something. */
	goOn(): void {
		if (!this.closed) this.timer ??= setTimeout(() => this.run(), this.parts.pause());
	}

	/** Does no further step. */
	close(): void {
		this.closed = true;
		clearTimeout(this.timer);
	}

	private run(): void {
		this.timer = undefined;
		try {
			const more = this.parts.step();
			this.isFailing = false;
			if (more) this.goOn();
		} catch (error) {
			if (!this.isFailing) {
				const reason = error instanceof Error ? error.message : String(error);
				process.emitWarning(
					`${this.parts.name} in the background failed and is tried again every minute: ${reason}`,
					'BackgroundWorkWarning',
				);
			}
			this.isFailing = true;
			this.timer = setTimeout(() => this.run(), RETRY_MS);
		}
	}
}
