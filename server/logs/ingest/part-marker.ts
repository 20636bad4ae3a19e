/** Marks the parts of a batch that has a key, so that the same batch makes the same marks when it is sent again. */
import type { PartMark } from '../store';
import { createHash, type Hash } from 'node:crypto';
import type { ParseOptions } from './parse-line';

/** The key of a batch. */
export interface BatchKey {
	/** Digest of who sent the batch and the key it gave, see {@link batchKey}. */
	readonly key: string;
	/** When the batch came, epoch ms. */
	readonly at: number;
}

/** The digest of a sender's key. @param sender id of its token: keys of different senders never meet */
export function batchKey(sender: string, key: string): string {
	return createHash('sha256').update(`${sender}\0${key}`).digest('base64url');
}

/** Collects the lines of one part after the other. */
export class PartMarker {
	private part = 0;
	private hash: Hash;
	private readonly reading: string;

	constructor(
		private readonly key: BatchKey,
		{ now: _, ...options }: ParseOptions,
	) {
		this.reading = JSON.stringify(options);
		this.hash = this.begin();
	}

	/** Adds a line of the current part, as text or as the UTF-8 of it. */
	add(line: string | Uint8Array): void {
		this.hash.update(line).update('\n');
	}

	/** The mark of the current part; the next one begins. */
	take(): PartMark {
		const mark = { ...this.key, part: this.part++, digest: this.hash.digest('base64url') };
		this.hash = this.begin();
		return mark;
	}

	private begin(): Hash {
		return createHash('sha256').update(this.reading);
	}
}
