/** What a polling trigger has seen, and how it tells new from known without ids and with clocks that disagree. */

/** A record as one poll saw it. */
export interface Sighting<T> {
	/** Identity of the record; equal records share it. */
	readonly fingerprint: string;
	/** Epoch milliseconds on the clock of the server. */
	readonly time: number;
	readonly record: T;
}

/**
 * The memory between polls: plain and small, because n8n stores it with the workflow. All times are epoch milliseconds on the clock
 * of the server.
 */
export interface Ledger {
	/** Up to here everything that was there has been looked at. */
	upTo: number;
	/** Sightings before this are forgotten, and never looked at again. */
	forgottenBefore: number;
	/** How far the clock of the server is ahead of that of n8n. */
	skew: number;
	/** How often each fingerprint has been seen, and its time. */
	seen: Record<string, [count: number, time: number]>;
}

/** Whether what was stored is a ledger; the memory of an older version, or one that was damaged, is none. */
export function isLedger(stored: unknown): stored is Ledger {
	const { upTo, forgottenBefore, skew, seen } = (stored ?? {}) as Partial<Ledger>;
	return (
		[upTo, forgottenBefore, skew].every(Number.isFinite) &&
		typeof seen === 'object' &&
		seen !== null &&
		Object.values(seen).every((entry) => Array.isArray(entry) && entry.every(Number.isFinite))
	);
}

export interface PollWindow {
	readonly from: number;
	readonly to: number;
	/** The time of the server as it was thought to be; for records whose own time cannot be read. */
	readonly now: number;
}

/** Events may be stamped by devices whose clock is ahead; those up to a day ahead are taken at once, others later. */
const AHEAD_MS = 24 * 3_600_000;

/** After a long stop the past is caught up in pieces of this length, one a poll. */
const LONGEST_MS = 7 * 24 * 3_600_000;

/**
 * The window of the next poll.
 *
 * It reaches back over the last one by `overlap`, so that a record which the server shows late is still found, and never behind
 * what was forgotten.
 *
 * @param ledger `undefined` on the first poll
 * @param serverNow best guess of the server's time
 * @param overlap longest lateness to allow for, in milliseconds
 * @param lookBack how far before now the first poll emits, in milliseconds
 */
export function nextWindow(
	ledger: Ledger | undefined,
	serverNow: number,
	overlap: number,
	lookBack = 0,
): PollWindow {
	const from = ledger
		? Math.max(Math.min(ledger.upTo, serverNow) - overlap, ledger.forgottenBefore)
		: serverNow - lookBack - overlap;
	const start = Math.max(0, from);
	return { from: start, to: Math.min(serverNow + AHEAD_MS, start + LONGEST_MS), now: serverNow };
}

/** The sightings to emit, oldest first, and the ledger to keep. */
export interface Commit<T> {
	readonly emit: Array<Sighting<T>>;
	readonly ledger: Ledger;
}

/**
 * Takes a poll into the ledger.
 *
 * Equal records are counted, not merged: three in the window and two seen before make one new. Must be called with the ledger as it is
 * when the answers are in, not as it was when the poll began, so that polls that overlap in time do not emit twice.
 *
 * @param serverNow the server's time when the poll began; later arrivals are left to the next poll
 */
export function commit<T>(
	ledger: Ledger | undefined,
	window: PollWindow,
	sightings: ReadonlyArray<Sighting<T>>,
	serverNow: number,
	skew: number,
	overlap: number,
	lookBack = 0,
): Commit<T> {
	const known = ledger ?? emptyLedger(window.from);
	// On the first poll, what is older than the look-back is only remembered.
	const emitFrom = ledger ? known.forgottenBefore : firstEmitted(serverNow, lookBack);
	const counts: Record<string, number> = {};
	const seen: Ledger['seen'] = { ...known.seen };
	const emit: Array<Sighting<T>> = [];
	for (const sighting of sightings) {
		const { fingerprint, time } = sighting;
		if (time < known.forgottenBefore) continue;
		counts[fingerprint] = (counts[fingerprint] ?? 0) + 1;
		const [before, last] = known.seen[fingerprint] ?? [0, time];
		if (counts[fingerprint] <= before) {
			// A record without a time of its own counts as seen now, and is remembered as long as it is shown.
			seen[fingerprint] = [before, Math.max(last, time)];
			continue;
		}
		seen[fingerprint] = [counts[fingerprint], time];
		if (time >= emitFrom) emit.push(sighting);
	}
	const upTo = Math.max(known.upTo, Math.min(serverNow, window.to));
	const forgottenBefore = Math.max(known.forgottenBefore, upTo - 2 * overlap);
	return {
		emit: emit.sort((one, other) => one.time - other.time),
		ledger: { upTo, forgottenBefore, skew, seen: recent(seen, forgottenBefore) },
	};
}

/** Without look-back nothing that is there at the first poll is emitted, not even what is stamped ahead of time. */
function firstEmitted(serverNow: number, lookBack: number): number {
	return lookBack > 0 ? serverNow - lookBack : Infinity;
}

function emptyLedger(from: number): Ledger {
	return { upTo: from, forgottenBefore: from, skew: 0, seen: {} };
}

function recent(seen: Ledger['seen'], forgottenBefore: number): Ledger['seen'] {
	return Object.fromEntries(Object.entries(seen).filter(([, [, time]]) => time >= forgottenBefore));
}
