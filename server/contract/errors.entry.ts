/** The shape of one row of the error catalogue. */

/** One error as both dialects give it. */
export interface ErrorEntry {
	/** HTTP status code. */
	readonly status: number;
	/** V1's `ERROR_CODE`. */
	readonly v1: string;
	/**
	 * V2's numeric code (a string on the wire) and title. The title is what the errors page of sibling products calls it, where that
	 * has it (documented there, inferred here); `Not Found` is about an id, `Page Not Found` about the address.
	 */
	readonly v2: { readonly code: string; readonly title: string };
	/** Sentence for the caller; `{detail}` stands for what was wrong in this request. */
	readonly message: string;
	/** What stands for `{detail}` when the thrower gives none. */
	readonly fallback?: string;
	/** What the caller should do. */
	readonly remedy: string;
}
