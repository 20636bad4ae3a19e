/** Search cursors: opaque, signed and self-contained, so that any server instance that shares the key can go on. */
import type { Clock } from '../../platform';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** How long a cursor lives without use, ms. Source: the vendor's synchronous search pages. */
export const CURSOR_LIFE_MS = 5 * 60 * 1000;

/** A cursor longer than this inflated is not one of ours, bytes. */
const MAX_INFLATED = 512 * 1024;
const SIGNATURE_BYTES = 32;

/** Why a cursor was refused. */
export class CursorError extends Error {
	/** @param reason `expired`: it was good once; `invalid`: this server never gave it to this caller for this use */
	constructor(readonly reason: 'expired' | 'invalid') {
		super(`The cursor is ${reason}`);
		this.name = 'CursorError';
	}
}

interface Sealed<T> {
	/** Issued at, epoch ms. */
	readonly i: number;
	/** Whom it was given to. */
	readonly o: string;
	/** What it is for, so that a search's cursor does not open another operation. */
	readonly u: string;
	readonly s: T;
}

/** Seals and opens cursors of one use, such as `v2.search`. */
export class CursorCodec<T> {
	/**
	 * @param key signing key, 32 bytes, kept in the data folder
	 * @param clock decides about expiry
	 * @param use what the cursors are for
	 */
	constructor(
		private readonly key: Uint8Array,
		private readonly clock: Clock,
		private readonly use: string,
	) {}

	/** A cursor that hands `state` to the next call of `owner` (a token's id). */
	seal(owner: string, state: T): string {
		const sealed: Sealed<T> = { i: this.clock.now(), o: owner, u: this.use, s: state };
		const body = deflateRawSync(Buffer.from(JSON.stringify(sealed)));
		return Buffer.concat([this.sign(body), body]).toString('base64url');
	}

	/**
	 * The state that was sealed.
	 *
	 * @throws CursorError when it is forged, damaged, another caller's, or older than {@link CURSOR_LIFE_MS}
	 */
	open(owner: string, cursor: string): T {
		const bytes = Buffer.from(cursor, 'base64url');
		if (bytes.length <= SIGNATURE_BYTES || bytes.toString('base64url') !== cursor)
			throw new CursorError('invalid');
		const body = bytes.subarray(SIGNATURE_BYTES);
		if (!timingSafeEqual(bytes.subarray(0, SIGNATURE_BYTES), this.sign(body)))
			throw new CursorError('invalid');
		const sealed = unpack<T>(body);
		if (sealed.o !== owner || sealed.u !== this.use) throw new CursorError('invalid');
		if (this.clock.now() - sealed.i > CURSOR_LIFE_MS) throw new CursorError('expired');
		return sealed.s;
	}

	private sign(body: Uint8Array): Buffer {
		return createHmac('sha256', this.key).update(body).digest();
	}
}

/** What is signed is ours, but another version with the same key may have written it otherwise. */
function unpack<T>(body: Uint8Array): Sealed<T> {
	try {
		const text = inflateRawSync(body, { maxOutputLength: MAX_INFLATED }).toString();
		const sealed = JSON.parse(text) as Partial<Sealed<T>> | null;
		if (typeof sealed?.i === 'number') return sealed as Sealed<T>;
	} catch {
		// Not deflated, not JSON, or too large.
	}
	throw new CursorError('invalid');
}
