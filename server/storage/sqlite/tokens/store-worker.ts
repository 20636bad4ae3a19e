/** The methods around the database of tokens, administrators and the audit log. */
import type { AdminStoreMethods } from '../../../access/admin';
import type { TokenStoreMethods } from '../../../access/tokens';
import { AccountTable } from '../admin/account-table';
import { AuditTable } from '../admin/audit-table';
import { LogAtRest, withLogAtRest } from '../data/log-at-rest';
import type { Closing } from '../threads/protocol';
import { openTokenDatabase } from './database';
import { TokenTable } from './table';

/** What the thread that hosts the database answers. */
export type AccessMethods = TokenStoreMethods & AdminStoreMethods & Closing;

/** Opens the database; its methods run in the thread that hosts it. */
export function open({ file }: { readonly file: string }): AccessMethods {
	const database = openTokenDatabase(file);
	const tokens = new TokenTable(database);
	const accounts = new AccountTable(database);
	const audit = new AuditTable(database);

	return withLogAtRest<AccessMethods>(new LogAtRest(database, file), {
		snapshot: (known) => tokens.snapshot(known),
		insertToken: (token) => tokens.insert(token),
		replaceSecret: (id, secret) => tokens.replaceSecret(id, secret),
		revokeToken: (id, now) => tokens.revoke(id, now),
		touchTokens: (uses) => tokens.touch(uses),
		account: (name) => accounts.get(name),
		saveAccount: (account) => accounts.save(account),
		appendAudit: (entries, keep) => audit.append(entries, keep),
		listAudit: (query) => audit.list(query),
		close: () => database.close(),
	});
}
