/** The store of administrators and of the audit log. */

import type { Store } from '../../platform';

/** An administrator who may log in. */
export interface Account {
	readonly name: string;
	/** The password's scrypt hash, see `password.ts`. */
	readonly password: string;
	/** When the password was set, epoch ms. */
	readonly changedAt: number;
}

/**
 * Refused API calls, refused logins, what callers of the API destroy or take out, and administrators' deeds are bounded
 * apart, so that a flood of one cannot push out the others.
 */
export type AuditCategory = 'access' | 'login' | 'api' | 'administration';

/** All categories. */
export const AUDIT_CATEGORIES: readonly AuditCategory[] = [
	'access',
	'login',
	'api',
	'administration',
];

/** One entry, as it is written. It never holds a secret. */
export interface AuditEntry {
	readonly category: AuditCategory;
	/** Epoch ms. */
	readonly time: number;
	/** What happened, for instance `expired_token` or `token_created`. */
	readonly event: string;
	readonly details: AuditDetails;
}

/** Who and what an entry is about; all optional. */
export interface AuditDetails {
	/** Address of the client. */
	readonly address?: string;
	/** Administrator, or `command line`. */
	readonly actor?: string;
	readonly tokenId?: string;
	readonly tokenName?: string;
	/** Visible first characters of the token. */
	readonly tokenPrefix?: string;
	/** Operation that was called. */
	readonly operation?: string;
	/** Scope that was missing. */
	readonly scope?: string;
	readonly requestId?: string;
	/** One sentence more. */
	readonly note?: string;
	/** How often the same happened within the moment that the entry covers; 1 when left out. */
	readonly count?: number;
}

/** One entry, as it is read. */
export interface StoredAuditEntry extends AuditEntry {
	/** Ascending; the cursor of the list. */
	readonly id: number;
}

/** What to list, newest first. */
export interface AuditQuery {
	readonly limit: number;
	/** Only entries with a smaller id. */
	readonly before?: number;
	readonly event?: string;
	readonly category?: AuditCategory;
}

/** What the store of administrators and of the audit log does. */
export interface AdminStoreMethods {
	/** The account of that name, or undefined. */
	account(name: string): Account | undefined;
	/** Creates the account or replaces its password. */
	saveAccount(account: Account): void;
	/** Appends entries and drops the oldest, so that each category keeps at most `keep`. */
	appendAudit(entries: readonly AuditEntry[], keep: number): void;
	/** Lists entries, newest first. */
	listAudit(query: AuditQuery): StoredAuditEntry[];
}

/** Where administrators and the audit log are kept. */
export type AdminStore = Store<AdminStoreMethods>;
