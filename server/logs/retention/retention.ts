/** Removes what is beyond the limits, in slices that batches and searches hardly notice. */
import type { Clock } from '../../platform';
import type { KeptEvents, RemovalReason, RetainingStore, RetentionLimits } from '../store';

/** How often it looks whether something is too old or too much, ms. */
const LOOK_EVERY_MS = 60_000;
/** After a slice it waits so many times as long as the slice took, with what waited before it: a busy store has its peace. */
const PAUSE_FACTOR = 3;
/** Shortest and longest wait, ms. */
const PAUSE_MS = { least: 10, most: 1_000 };
/** A long removal is told of whenever so many events more are gone. */
const TELL_EVERY = 1_000_000;

/** What was removed, for people. */
export interface Removal {
	readonly reason: RemovalReason;
	readonly events: number;
	/** The first and the last hour that they lay in, by their starts, epoch ms. */
	readonly firstHour: number;
	readonly lastHour: number;
}

/** Options of {@link Retention}. */
export interface RetentionOptions {
	readonly store: RetainingStore;
	readonly limits: RetentionLimits;
	readonly clock: Clock;
	/** Told of what was removed: at the end, when the reason changes, and now and then of what takes long. */
	readonly onRemoved: (removal: Removal) => void;
	/** Told of a failure; the next look tries again. */
	readonly onError: (error: unknown) => void;
	/** Waits, ms, or until the signal is aborted; by timers of the process by default. */
	readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Looks once a minute. */
export class Retention {
	private readonly stopped = new AbortController();
	private readonly pause: NonNullable<RetentionOptions['pause']>;
	private timer: NodeJS.Timeout | undefined;
	private looking: Promise<void> | undefined;

	constructor(private readonly options: RetentionOptions) {
		this.pause = options.pause ?? wait;
	}

	/** What is to be kept. */
	get limits(): RetentionLimits {
		return this.options.limits;
	}

	/** What is kept now. */
	kept(): Promise<KeptEvents> {
		return this.options.store.kept();
	}

	/** Looks from now on; does nothing without limits. */
	start(): void {
		const { ageMs, bytes } = this.options.limits;
		if (ageMs === null && bytes === null) return;
		this.timer = setInterval(() => {
			if (this.looking === undefined) void this.look();
		}, LOOK_EVERY_MS);
		this.timer.unref();
	}

	/**
	 * Removes all that is beyond the limits now; resolves when nothing is left to do. Never rejects. Looks take turns: one under way
	 * may have decided already, by an earlier time, that nothing is left.
	 */
	look(): Promise<void> {
		const look = (this.looking ?? Promise.resolve())
			.then(() => this.removeAll())
			.catch((error: unknown) => {
				if (!this.stopped.signal.aborted) this.options.onError(error);
			})
			.finally(() => {
				if (this.looking === look) this.looking = undefined;
			});
		this.looking = look;
		return look;
	}

	/** Ends the work; resolves after the slice that is under way. */
	async close(): Promise<void> {
		clearInterval(this.timer);
		this.stopped.abort();
		await this.looking;
	}

	private async removeAll(): Promise<void> {
		const { store, limits, clock } = this.options;
		const { signal } = this.stopped;
		let removal: Removal | undefined;
		const tell = () => {
			if (removal !== undefined) this.options.onRemoved(removal);
			removal = undefined;
		};
		try {
			while (!signal.aborted) {
				const start = performance.now();
				const slice = await store.removeSlice(limits, clock.now());
				if (slice === undefined) return;
				const { reason, removed, hour } = slice;
				if (reason !== null && hour !== null && removed > 0) {
					if (removal !== undefined && removal.reason !== reason) tell();
					removal = added(removal, reason, removed, hour);
					if (removal.events >= TELL_EVERY) tell();
				}
				const took = performance.now() - start;
				const { least, most } = PAUSE_MS;
				await this.pause(Math.min(most, Math.max(least, PAUSE_FACTOR * took)), signal);
			}
		} finally {
			tell();
		}
	}
}

function added(
	removal: Removal | undefined,
	reason: RemovalReason,
	events: number,
	hour: number,
): Removal {
	return {
		reason,
		events: (removal?.events ?? 0) + events,
		firstHour: Math.min(removal?.firstHour ?? hour, hour),
		lastHour: Math.max(removal?.lastHour ?? hour, hour),
	};
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) {
			resolve();
			return;
		}
		const done = () => {
			clearTimeout(timer);
			signal.removeEventListener('abort', done);
			resolve();
		};
		const timer = setTimeout(done, ms);
		timer.unref();
		signal.addEventListener('abort', done);
	});
}
