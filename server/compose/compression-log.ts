/** Tells the log how far the compressing of events is that were stored before the store did so. */
import type { Logger } from 'pino';
import type { Retention } from '../logs/retention';

/** How often it looks, ms. */
const LOOK_EVERY_MS = 30_000;
/** Further shares of the whole, done since the last word, that are worth a word. */
const TELL_SHARE = 0.1;

/** What it works with. */
export interface CompressionLogParts {
	/** Undefined where the engine keeps events in ways of its own. */
	readonly retention: Pick<Retention, 'kept'> | undefined;
	readonly logger: Pick<Logger, 'info' | 'error'>;
}

/** Looks now and then, from `start` on, until nothing is left to compress. */
export class CompressionLog {
	private timer: NodeJS.Timeout | undefined;
	private told: number | undefined;
	private closed = false;

	constructor(private readonly parts: CompressionLogParts) {}

	/** Looks at once and, when there is something to do, from then on. */
	async start(): Promise<void> {
		if (!(await this.look()) || this.closed) return;
		this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
		this.timer.unref();
	}

	/** Tells what is new; returns whether something is left. Never rejects. */
	async look(): Promise<boolean> {
		const { retention, logger } = this.parts;
		try {
			const toCompress = (await retention?.kept())?.toCompress ?? null;
			if (toCompress === null) {
				if (this.told !== undefined) logger.info('all older events are compressed');
				this.close();
				return false;
			}
			const { left, total } = toCompress;
			if (this.told === undefined || this.told - left >= TELL_SHARE * total) {
				const note = 'older events are being compressed in the background';
				logger.info({ left, total }, `${note}: ${left} of ${total} are left`);
				this.told = left;
			}
		} catch (error) {
			// A look that is under way when the server closes may find the store gone.
			if (!this.closed) logger.error({ err: error }, 'look how many events are left to compress');
		}
		return true;
	}

	/** Looks no more. */
	close(): void {
		this.closed = true;
		clearInterval(this.timer);
	}
}
