/** Tells the log how far the store's work in the background is: compressing, listing words, writing columns, merging. */
import type { KeptEvents, MergedIndex, Progress } from '../logs/store';
import type { Retention } from '../logs/retention';
import type { Logger } from 'pino';

/** How often it looks, ms. */
const LOOK_EVERY_MS = 30_000;
/** Further shares of the whole, done since the last word, that are worth a word. */
const TELL_SHARE = 0.1;
/** A smaller merge of the index is not worth a word, bytes: there may be one whenever a few batches have come, and it takes some seconds. */
const LARGE_MERGE = 16 * 2 ** 20;

/** What it works with. */
export interface BackgroundLogParts {
	/** Undefined where the engine keeps events in ways of its own. */
	readonly retention: Pick<Retention, 'kept'> | undefined;
	readonly logger: Pick<Logger, 'info' | 'error'>;
}

interface Work {
	readonly progress: (kept: KeptEvents) => Progress | null;
	readonly note: (progress: Progress) => string;
	/** Absent where the end is told of by itself. */
	readonly end?: string;
}

const leftOf = ({ left, total }: Progress) => `${left} of ${total} are left`;
const WORKS: readonly Work[] = [
	{
		progress: ({ toCompress }) => toCompress,
		note: (progress) => `older events are being compressed in the background: ${leftOf(progress)}`,
		end: 'all older events are compressed',
	},
	{
		progress: ({ toCompressAnew }) => toCompressAnew,
		note: (progress) =>
			`events are being compressed anew in the background, as many can be made smaller: ${leftOf(progress)}`,
		end: 'all events have been looked at that could be made smaller',
	},
	{
		progress: ({ toList }) => toList,
		note: ({ left, total }) =>
			`words of older events are being listed in the background, searches inside of words read events until then: ` +
			`${Math.round((100 * left) / total)} % are left`,
		end: 'the words of all older events are listed',
	},
	{
		progress: ({ toColumn }) => toColumn,
		note: (progress) =>
			`columns of older events are being written in the background, counts by several fields take longer until then: ` +
			leftOf(progress),
		end: 'all events have their columns',
	},
	{
		progress: ({ toMerge }) => (toMerge !== null && toMerge.total >= LARGE_MERGE ? toMerge : null),
		note: ({ left, total }) =>
			`the index is being merged in the background, as nothing is written: ${mib(left)} of ${mib(total)} MiB are left`,
	},
];

function mib(bytes: number): number {
	return Math.ceil(bytes / 2 ** 20);
}

/** Looks now and then, from `start` on. */
export class BackgroundLog {
	private timer: NodeJS.Timeout | undefined;
	private readonly told = new Map<Work, number>();
	/** Merges of the index that have ended, as of the last look. */
	private merges = 0;
	private closed = false;

	constructor(private readonly parts: BackgroundLogParts) {}

	/** Looks at once, and from then on. */
	async start(): Promise<void> {
		if (this.parts.retention === undefined) return;
		await this.look();
		if (this.closed) return;
		this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
		this.timer.unref();
	}

	/** Tells what is new. Never rejects. */
	async look(): Promise<void> {
		const { retention, logger } = this.parts;
		if (retention === undefined) return;
		try {
			const kept = await retention.kept();
			for (const work of WORKS) this.tell(work, work.progress(kept));
			if (kept.merged !== null) this.tellMerged(kept.merged);
		} catch (error) {
			// A look that is under way when the server closes may find the store gone.
			if (!this.closed) logger.error({ err: error }, 'look how far the work in the background is');
		}
	}

	/** Looks no more. */
	close(): void {
		this.closed = true;
		clearInterval(this.timer);
	}

	private tellMerged({ count, bytes, tookMs, workMs }: MergedIndex): void {
		if (count === this.merges) return;
		this.merges = count;
		if (bytes < LARGE_MERGE) return;
		const seconds = (ms: number) => (ms / 1000).toFixed(1);
		this.parts.logger.info(
			{ bytes, tookMs, workMs },
			`the index was merged: ${mib(bytes)} MiB in ${seconds(tookMs)} s, of which batches had to wait ${seconds(workMs)} s`,
		);
	}

	private tell(work: Work, progress: Progress | null): void {
		const { logger } = this.parts;
		const told = this.told.get(work);
		if (progress === null) {
			if (told !== undefined && work.end !== undefined) logger.info(work.end);
			this.told.delete(work);
			return;
		}
		const { left, total } = progress;
		// Another pass may have begun since the last look.
		if (told !== undefined && left <= told && told - left < TELL_SHARE * total) return;
		logger.info({ left, total }, work.note(progress));
		this.told.set(work, left);
	}
}
