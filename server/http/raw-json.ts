/** An answer that is JSON text already: pages of hits go out as they are stored, never parsed and printed again. */

/** JSON as UTF-8 pieces that are sent one after another. */
export class RawJson {
	readonly parts: readonly Uint8Array[];

	/** @param parts texts and UTF-8 bytes that together are one JSON value */
	constructor(...parts: readonly (string | Uint8Array)[]) {
		this.parts = parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part));
	}

	/** The whole value in one buffer. */
	toBuffer(): Buffer {
		return Buffer.concat(this.parts);
	}
}
