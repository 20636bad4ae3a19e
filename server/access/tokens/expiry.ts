/** The expiry choices of the product's API Settings page, and the moment each of them means. */
import { z } from 'zod';

const DAY_MS = 86_400_000;

/** The largest epoch ms that ISO 8601 with a four-digit year can write. */
const LAST_ISO_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The choices that have a name, with what each is called on the API Settings page. */
export const EXPIRY_CHOICES = {
	never: 'Never Expires',
	today: 'Today',
	'7d': 'Next 7 Days',
	'30d': 'Next 30 Days',
} as const;

/** What an expiry can be, for messages and help. */
export const EXPIRY_EXPECTED =
	'never, today, 7d, 30d, or an ISO 8601 date-time with a zone such as 2027-01-31T00:00:00Z';

/** An expiry (epoch ms, null = never), or one sentence that says what is wrong. */
export type Expiry = { readonly expiresAt: number | null } | { readonly error: string };

const isoDateTime = z.iso.datetime({ offset: true });

/**
 * Reads an expiry choice.
 *
 * `today` ends with the UTC day, `7d` and `30d` that many times 24 hours from now (assumed: the vendor
 * does not say when in the day a token ends). A time without a zone is refused, since it would mean
 * whatever the server's zone is.
 *
 * @param text one of {@link EXPIRY_CHOICES} or an ISO 8601 date-time
 * @param now epoch ms
 */
export function parseExpiry(text: string, now: number): Expiry {
	switch (text.trim().toLowerCase()) {
		case 'never':
			return { expiresAt: null };
		case 'today':
			return { expiresAt: (Math.floor(now / DAY_MS) + 1) * DAY_MS };
		case '7d':
			return { expiresAt: now + 7 * DAY_MS };
		case '30d':
			return { expiresAt: now + 30 * DAY_MS };
		default:
			return parseDateTime(text.trim(), now);
	}
}

function parseDateTime(text: string, now: number): Expiry {
	const shown = JSON.stringify(text.slice(0, 64));
	if (!isoDateTime.safeParse(text).success) {
		return { error: `expected ${EXPIRY_EXPECTED}, got ${shown}` };
	}
	const expiresAt = Date.parse(text);
	if (expiresAt <= now) return { error: `expected a time in the future, got ${shown}` };
	if (expiresAt > LAST_ISO_MS)
		return { error: `expected a time before the year 10000, got ${shown}` };
	return { expiresAt };
}
