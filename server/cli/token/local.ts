/** Manages the tokens of a data folder; a server that runs on it notices within a second. */
import { AuditLog } from '../../access/admin';
import { presentToken } from '../../http';
import type { Clock } from '../../platform';
import { parseExpiry, parseScopes, type TokenRecord } from '../../access/tokens';
import { openTokens } from '../../compose';
import { stat } from 'node:fs/promises';
import type { TokenManager } from './manager';

/**
 * Opens the folder.
 *
 * @throws Error when there is no such folder: a mistyped path must not make a token that no server knows
 */
export async function openLocal(directory: string, clock: Clock): Promise<TokenManager> {
	const folder = await stat(directory).catch(() => undefined);
	if (folder?.isDirectory() !== true) {
		throw new Error(`--data: there is no folder ${directory}; it is made by log360-server start`);
	}
	const { registry, store } = await openTokens({ directory, clock, refreshMs: 0 });
	const audit = new AuditLog({ store, clock, gatherMs: 0 });
	const present = (record: TokenRecord) => presentToken(record, clock.now());
	const about = (record: TokenRecord) => ({
		actor: 'command line',
		tokenId: record.id,
		tokenName: record.name,
		tokenPrefix: record.prefix,
	});
	return {
		async create({ name, scopes, expires }) {
			const list = parseScopes(scopes);
			if ('error' in list) throw new Error(`--scope: ${list.error}`);
			const expiresAt = expiryOf(expires, clock.now());
			const { secret, record } = await registry.create({
				name,
				generation: 'v2',
				scopes: list.scopes,
				expiresAt,
			});
			await audit.did('token_created', { ...about(record), note: list.scopes.join(' ') });
			return { secret, token: present(record) };
		},
		async list() {
			return registry.list().map(present);
		},
		async regenerate(id, expires) {
			const expiresAt = expires === undefined ? undefined : expiryOf(expires, clock.now());
			const { secret, record } = await registry.regenerate(id, expiresAt);
			await audit.did('token_regenerated', about(record));
			return { secret, token: present(record) };
		},
		async revoke(id) {
			const record = await registry.revoke(id);
			await audit.did('token_revoked', about(record));
			return present(record);
		},
		close: () => registry.close(),
	};
}

function expiryOf(text: string, now: number): number | null {
	const expiry = parseExpiry(text, now);
	if ('error' in expiry) throw new Error(`--expires: ${expiry.error}`);
	return expiry.expiresAt;
}
