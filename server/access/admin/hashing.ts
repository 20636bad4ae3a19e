/** Hashes passwords one after another in a thread of their own, in a short queue: a flood of logins waits for nobody but itself. */
import { ownThread, WorkerClient, workerEntry } from '../../platform/threads';
import type { deriveNow, ScryptCost } from './derive';
import { AdminError } from './errors';

/** Most hashes that wait, of callers that are known and of all others apart. */
const MOST_WAITING = 10;

/** Derives a hash from a password. */
export type Derive = (
	password: string,
	salt: Uint8Array,
	cost: ScryptCost,
) => Promise<Uint8Array> | Uint8Array;

/** Whose password is hashed: those who have signed in from this browser before go first. */
export type Lane = 'known' | 'others';

/** The queue. */
export class HashQueue {
	private readonly waiting: Record<Lane, (() => void)[]> = { known: [], others: [] };
	private busy = false;

	/** @param derive does one hash; a {@link HashThread}'s in production */
	constructor(private readonly derive: Derive) {}

	/**
	 * Hashes when its turn has come.
	 *
	 * @throws AdminError 503 busy, when too many wait already; nothing was hashed then
	 */
	async hash(lane: Lane, ...work: Parameters<Derive>): Promise<Uint8Array> {
		await this.turn(lane);
		try {
			return await this.derive(...work);
		} finally {
			this.next();
		}
	}

	private turn(lane: Lane): Promise<void> | undefined {
		if (!this.busy) {
			this.busy = true;
			return undefined;
		}
		const line = this.waiting[lane];
		if (line.length >= MOST_WAITING) {
			const detail = 'Too many logins at once. Try again in a moment.';
			throw new AdminError(503, 'busy', detail, { 'Retry-After': '5' });
		}
		return new Promise((start) => line.push(start));
	}

	private next(): void {
		const following = this.waiting.known.shift() ?? this.waiting.others.shift();
		if (following === undefined) this.busy = false;
		else following();
	}
}

/** The thread, which starts with the first hash. */
export class HashThread {
	private worker: WorkerClient<{ derive: typeof deriveNow }> | undefined;

	/** As {@link Derive}. */
	readonly derive: Derive = async (password, salt, cost) => {
		this.worker ??= new WorkerClient(
			ownThread(workerEntry(__dirname, 'hash-worker'), {}, 'passwords'),
		);
		try {
			await this.worker.ready;
			return await this.worker.call('derive', [password, salt, cost]);
		} catch (error) {
			// One that has ended is of no use to the next caller.
			this.worker = undefined;
			throw error;
		}
	};

	/** Ends it. */
	async close(): Promise<void> {
		await this.worker?.terminate();
		this.worker = undefined;
	}
}
