/** The mark of a part of a batch that its sender may send again: what is stored under it once is not stored twice. */

/** Names one part of one batch. */
export interface PartMark {
	/** Digest of who sent the batch and the key it gave. */
	readonly key: string;
	/** Number of the part in its batch, from 0. */
	readonly part: number;
	/** Digest of the part's lines and of how they are to be read. */
	readonly digest: string;
	/** When the batch came, epoch ms. */
	readonly at: number;
}

/** How long a part that was stored is remembered, ms. */
export const REMEMBERED_MS = 24 * 60 * 60 * 1000;

/** A key was used before for other lines. */
export class IdempotencyConflictError extends Error {
	constructor() {
		super(
			'the key was used within the last 24 hours for a batch of other lines, or one read in another way',
		);
		this.name = 'IdempotencyConflictError';
	}
}
