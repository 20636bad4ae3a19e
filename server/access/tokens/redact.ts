/** Removes what is written like a token or a password from text that goes to a log. */

/** Secrets of either generation, wherever they stand; the group is the part that may be shown. */
const SECRETS =
	/(?<![0-9A-Za-z])(l360_[0-9A-Za-z]{6})[0-9A-Za-z]{20,}|(?<![0-9A-Za-z])([0-9a-z]{6})[0-9a-z]{42}(?![0-9A-Za-z])/g;

/** As many letters and digits at a stretch as the shortest secret has: what has none is not looked at further. */
const LONG = /[0-9A-Za-z]{26}/;

/**
 * Replaces every secret in `text` by its visible prefix and `…`.
 *
 * A V1 secret is any 48 lower-case letters and digits, so other ids of that form are shortened too.
 */
export function redactSecrets(text: string): string {
	if (!LONG.test(text)) return text;
	return text.replace(
		SECRETS,
		(_, v2: string | undefined, v1: string | undefined) => `${v2 ?? v1}…`,
	);
}

/** A word for something secret and its value: up to the end of its quotes, or to the next separator. */
const PASSWORDS =
	/((?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|authorization)"?(?: ?(?:=|:|!=|%3[dD]|%3[aA]) ?|%20(?:%3[dD]|%3[aA])%20))("[^"]{0,1024}"?|'[^']{0,1024}'?|%22.{0,1024}?(?:%22|$)|[^\s&;,"']{1,1024})/gi;

/** What stands between such a word and its value; nearly no path of a request has any of it, and each is logged. */
const BEFORE_VALUE = /[=:%]/;

/** Replaces what is written as the value of a password, secret, token or key by `…`. */
export function redactPasswords(text: string): string {
	return BEFORE_VALUE.test(text) ? text.replace(PASSWORDS, '$1…') : text;
}
