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

/** {@link redact} on every string inside a JSON value; returns a copy. */
export function redactDeep<T>(value: T, secrets: readonly string[]): T {
	if (typeof value === 'string') return redact(value, secrets) as T;
	if (Array.isArray(value)) return value.map((entry) => redactDeep(entry, secrets)) as T;
	if (typeof value === 'object' && value !== null) {
		const copy: Record<string, unknown> = {};
		for (const [key, entry] of Object.entries(value)) copy[key] = redactDeep(entry, secrets);
		return copy as T;
	}
	return value;
}
