/** Removes what is written like a token from text that goes to a log. */

/** Secrets of either generation, wherever they stand; the group is the part that may be shown. */
const SECRETS =
	/(?<![0-9A-Za-z])(l360_[0-9A-Za-z]{6})[0-9A-Za-z]{20,}|(?<![0-9A-Za-z])([0-9a-z]{6})[0-9a-z]{42}(?![0-9A-Za-z])/g;

/**
 * Replaces every secret in `text` by its visible prefix and `…`.
 *
 * A V1 secret is any 48 lower-case letters and digits, so other ids of that form are shortened too.
 */
export function redactSecrets(text: string): string {
	return text.replace(
		SECRETS,
		(_, v2: string | undefined, v1: string | undefined) => `${v2 ?? v1}…`,
	);
}
