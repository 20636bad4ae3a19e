/** Decides whether a server has demo tokens: with demo data or on demand, and never where others can reach it. */
import type { AuditLog } from '../access/admin';
import type { TokenRegistry } from '../access/tokens';
import { demoTokens, revokeDemoTokens } from '../demo';
import { type Clock, isLoopback } from '../platform';
import type { ServerOptions } from './server';

/** What making them needs. */
export interface DemoTokenParts {
	readonly tokens: TokenRegistry;
	readonly admin: { readonly audit: Pick<AuditLog, 'did'> };
	readonly key: Uint8Array;
	readonly clock: Clock;
}

/**
 * Makes the demo tokens where they are wanted; elsewhere those of an earlier start are revoked.
 *
 * @returns the tokens to show, undefined where there is none
 */
export async function openDemoTokens(
	{ tokens, admin, key, clock }: DemoTokenParts,
	options: Pick<ServerOptions, 'demoTokens' | 'empty' | 'host'>,
): Promise<{ demoToken: string | undefined; v1Token: string | undefined }> {
	const asked = options.demoTokens === true;
	if (!isLoopback(options.host) || (options.empty && !asked)) {
		for (const token of await revokeDemoTokens(tokens, key)) {
			await admin.audit.did('token_revoked', {
				...{ actor: 'start', tokenId: token.id, tokenName: token.name },
				note: 'a demo token, at a start without them',
			});
		}
		return { demoToken: undefined, v1Token: undefined };
	}
	const { made, ...shown } = await demoTokens(tokens, {
		...{ key, now: clock.now(), renew: asked },
	});
	for (const token of made) {
		await admin.audit.did('token_created', {
			...{ actor: 'start', tokenId: token.id, tokenName: token.name, tokenPrefix: token.prefix },
			note: 'a demo token',
		});
	}
	return shown;
}
