/** The store of tokens, of the administrator's account and of the audit log in PostgreSQL. */
import type { AdminStore, AdminStoreMethods } from '../../../access/admin';
import type { TokenStore, TokenStoreMethods } from '../../../access/tokens';
import { LOGIN_FAILURES } from '../admin/locks';
import { SESSIONS } from '../admin/sessions';
import { account, ADMIN, appendAudit, listAudit, saveAccount } from '../admin/tables';
import type { PostgresDatabase } from '../data/database';
import type { Layout } from '../data/layout';
import { PostgresStore, type StorePart } from '../data/store';
import { insertToken, replaceSecret, revokeToken, snapshot, TOKENS, touchTokens } from './table';

type AccessMethods = TokenStoreMethods & AdminStoreMethods;

/** Tokens, administrators and the audit log. */
export const ACCESS_LAYOUT: Layout = {
	part: 'access',
	steps: [`${TOKENS} ${ADMIN}`, SESSIONS, LOGIN_FAILURES],
};

const ACCESS: StorePart<AccessMethods> = {
	part: ACCESS_LAYOUT.part,
	methods: {
		...{ snapshot, insertToken, replaceSecret, revokeToken, touchTokens },
		...{ account, saveAccount, appendAudit, listAudit },
	},
	reads: new Set(['snapshot', 'account', 'listAudit']),
};

/** The store in a schema with {@link ACCESS_LAYOUT}. */
export function postgresAccessStore(database: PostgresDatabase): TokenStore & AdminStore {
	return new PostgresStore(database, ACCESS);
}
