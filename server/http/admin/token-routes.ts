/** The administrator API's routes about tokens: scopes, list, create, regenerate, revoke. */
import { EXPIRY_CHOICES, parseExpiry, parseScopes, type TokenRecord } from '../../access/tokens';
import { ALL_SCOPES, SCOPES } from '../../contract';
import { AdminError, type AdminParts, type AuditDetails } from '../../access/admin';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { bodyOf } from './body';
import { administratorOf } from './guard';
import { presentToken } from './present';
import { createBody, regenerateBody } from './schemas';

/** Adds the routes. */
export function tokenRoutes(router: Router, parts: AdminParts): void {
	const { registry, audit, clock } = parts;

	router.get('/scopes', async (ctx: Context) => {
		ctx.body = {
			scopes: ALL_SCOPES.map((name) => ({ name, ...SCOPES[name] })),
			expiries: Object.entries(EXPIRY_CHOICES).map(([value, label]) => ({ value, label })),
		};
	});

	router.get('/tokens', async (ctx: Context) => {
		await registry.refresh();
		ctx.body = { tokens: registry.list().map((token) => presentToken(token, clock.now())) };
	});

	router.post('/tokens', async (ctx: Context) => {
		const { name, scopes, expires } = bodyOf(ctx, createBody);
		const list = parseScopes(scopes);
		if ('error' in list) throw new AdminError(400, 'invalid_scopes', `scopes: ${list.error}`);
		const { secret, record } = await registry.create({
			name,
			generation: 'v2',
			scopes: list.scopes,
			expiresAt: expiryOf(expires, clock.now()),
		});
		await audit.did('token_created', { ...about(ctx, record), note: list.scopes.join(' ') });
		ctx.status = 201;
		ctx.body = { secret, token: presentToken(record, clock.now()) };
	});

	router.post('/tokens/:id/regenerate', async (ctx: Context) => {
		const { expires } = bodyOf(ctx, regenerateBody);
		const expiresAt = expires === undefined ? undefined : expiryOf(expires, clock.now());
		const { secret, record } = await registry.regenerate(idOf(ctx), expiresAt);
		await audit.did('token_regenerated', about(ctx, record));
		ctx.body = { secret, token: presentToken(record, clock.now()) };
	});

	router.post('/tokens/:id/revoke', async (ctx: Context) => {
		const record = await registry.revoke(idOf(ctx));
		await audit.did('token_revoked', about(ctx, record));
		ctx.body = { token: presentToken(record, clock.now()) };
	});
}

function expiryOf(text: string, now: number): number | null {
	const expiry = parseExpiry(text, now);
	if ('error' in expiry) throw new AdminError(400, 'invalid_expiry', `expires: ${expiry.error}`);
	return expiry.expiresAt;
}

function idOf(ctx: Context): string {
	return (ctx['params'] as { id: string }).id;
}

function about(ctx: Context, token: TokenRecord): AuditDetails {
	return {
		actor: administratorOf(ctx).actor,
		address: ctx.ip,
		tokenId: token.id,
		tokenName: token.name,
		tokenPrefix: token.prefix,
	};
}
