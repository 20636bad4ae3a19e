/** The methods around the database of tokens, administrators and the audit log. */
import { AccountTable, type Account } from '../admin/account-table';
import { type AuditEntry, type AuditQuery, AuditTable } from '../admin/audit-table';
import { openTokenDatabase } from './database';
import type { StoredToken } from '../../../access/tokens/record';
import { TokenTable } from './table';

/** Opens the database; its methods run in the thread that hosts it. */
export function open({ file }: { readonly file: string }) {
	const database = openTokenDatabase(file);
	const tokens = new TokenTable(database);
	const accounts = new AccountTable(database);
	const audit = new AuditTable(database);

	return {
		snapshot: (known?: number) => tokens.snapshot(known),
		insertToken: (token: StoredToken) => tokens.insert(token),
		replaceSecret: (...args: Parameters<TokenTable['replaceSecret']>) =>
			tokens.replaceSecret(...args),
		revokeToken: (id: string, now: number) => tokens.revoke(id, now),
		touchTokens: (uses: readonly (readonly [string, number])[]) => tokens.touch(uses),
		account: (name: string) => accounts.get(name),
		saveAccount: (account: Account) => accounts.save(account),
		appendAudit: (entries: readonly AuditEntry[], keep: number) => audit.append(entries, keep),
		listAudit: (query: AuditQuery) => audit.list(query),
		close: () => database.close(),
	};
}

/** The worker's methods, for the calling side's types. */
export type StoreMethods = ReturnType<typeof open>;
