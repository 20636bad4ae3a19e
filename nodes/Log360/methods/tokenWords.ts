/** What a token may do and how long, in words for the Test button of the credential. */
import type { IDataObject } from 'n8n-workflow';

import { payload } from '../dialects/read';
import { isObject } from '../transport/failure';

const DAY = 86_400;

/** Below so many days, the end is near enough to be told first. */
const SOON_DAYS = 7;

/** So many scopes are named; the message has one line. */
const MOST_SCOPES = 12;

/**
 * Reads the answer to a token's question about itself (extension of log360-server).
 *
 * @returns `undefined` where it holds no such thing
 */
export function tokenWords(body: unknown): string | undefined {
	const token = payload(body);
	if (!isObject(token) || !Array.isArray(token.scopes)) return undefined;
	const scopes = token.scopes.map(String);
	const more = scopes.length - MOST_SCOPES;
	const list = scopes.slice(0, MOST_SCOPES).join(', ') + (more > 0 ? ` and ${more} more` : '');
	const may = scopes.length === 0 ? 'has no scopes' : `has the scopes ${list}`;
	return `The token ${may}. ${expiryOf(token)}`;
}

function expiryOf({ expires_time: time, expires_in_seconds: seconds }: IDataObject): string {
	if (typeof time !== 'string' || typeof seconds !== 'number') return 'It does not expire.';
	const days = Math.floor(seconds / DAY);
	const left = days === 1 ? '1 day' : `${days} days`;
	return days < SOON_DAYS
		? `It expires soon: on ${time.slice(0, 10)}, in ${left}.`
		: `It expires on ${time.slice(0, 10)}, in ${left}.`;
}
