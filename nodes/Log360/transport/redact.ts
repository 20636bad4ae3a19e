/** Removes secrets from texts that people will see. */

const BEARER = /\b(Bearer|Zoho-oauthtoken)\s+[^\s"',;]+/gi;

/**
 * Replaces each secret, and whatever follows `Bearer`, by `***`.
 *
 * @param text text from a server or an error
 * @param secrets tokens of the credential; shorter than 4 characters are left alone because they would hit ordinary words
 */
export function redact(text: string, secrets: readonly string[]): string {
	let clean = text.replace(BEARER, '$1 ***');
	for (const secret of secrets) {
		if (secret.length < 4) continue;
		clean = clean.split(secret).join('***').split(encodeURIComponent(secret)).join('***');
	}
	return clean;
}
