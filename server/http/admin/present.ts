/** Writes tokens and audit entries as the administrator API and `--json` of the command line show them. */

import { type TokenRecord, tokenStatus } from '../../access/tokens';
import type { StoredAuditEntry } from '../../access/admin';

/**
 * A token with its status at `now` (epoch ms) and its times in ISO 8601.
 */
export function presentToken(token: TokenRecord, now: number) {
	return {
		id: token.id,
		name: token.name,
		generation: token.generation,
		prefix: token.prefix,
		status: tokenStatus(token, now),
		scopes: token.scopes,
		expiresAt: iso(token.expiresAt),
		createdAt: iso(token.createdAt),
		lastUsedAt: iso(token.lastUsedAt),
		regeneratedAt: iso(token.regeneratedAt),
		revokedAt: iso(token.revokedAt),
	};
}

/** A token as it is shown. */
export type PresentedToken = ReturnType<typeof presentToken>;

/** An audit entry with its time in ISO 8601. */
export function presentEntry({ id, time, category, event, details }: StoredAuditEntry) {
	return { id, time: new Date(time).toISOString(), category, event, ...details };
}

function iso(time: number | null): string | null {
	return time === null ? null : new Date(time).toISOString();
}
