/** Authentication over HTTP: what the caller sees, and what the audit log is told. */
import { newV2Secret, type TokenRecord, type Verification } from '../../../../server/access/tokens';
import type { Middleware } from 'koa';
import { authentication } from '../../../../server/http/middleware/authentication';
import { requestId } from '../../../../server/http/middleware/request-id';
import { ok, serve, stopAll } from './serve';

const TOKEN: TokenRecord = {
	id: 'tok_1',
	name: 'n8n',
	generation: 'v2',
	prefix: 'l360_abcdef',
	scopes: ['search.READ'],
	expiresAt: 0,
	createdAt: 0,
	lastUsedAt: null,
	regeneratedAt: null,
	revokedAt: null,
};

const touch = jest.fn();
const refused = jest.fn();

async function url(
	answer: Verification,
	scope: 'search.READ' | 'jobs.READ' = 'search.READ',
	generation: 'v1' | 'v2' = 'v2',
) {
	const registry = { verifyFresh: async () => answer, touch };
	const operation: Middleware = (ctx, next) => {
		ctx.state['operation'] = 'v2.search.run';
		return next();
	};
	return serve([
		requestId({ generate: () => 'request-1' }),
		operation,
		authentication({ registry, audit: { refused } }, { generation, scope }),
		ok,
	]);
}

const bearer = (secret = 'some-secret') => ({ headers: { Authorization: `Bearer ${secret}` } });
const about = {
	address: expect.stringContaining('127.0.0.1'),
	operation: 'v2.search.run',
	requestId: 'request-1',
};
const known = { ...about, tokenId: 'tok_1', tokenName: 'n8n', tokenPrefix: 'l360_abcdef' };

afterEach(async () => {
	jest.clearAllMocks();
	await stopAll();
});

it('lets a good token through and notes its use', async () => {
	const response = await fetch(await url({ status: 'valid', token: TOKEN }), bearer());
	expect([response.status, await response.text()]).toEqual([200, 'ok']);
	expect(touch).toHaveBeenCalledWith('tok_1');
	expect(refused).not.toHaveBeenCalled();
});

it('answers 401 without a token, which is no news for the audit log', async () => {
	const response = await fetch(await url({ status: 'valid', token: TOKEN }));
	expect(response.status).toBe(401);
	expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="log360"');
	expect(refused).not.toHaveBeenCalled();
});

it.each([
	['expired', { status: 'expired', token: TOKEN }, 401, 'expired_token', known],
	['revoked', { status: 'revoked', token: TOKEN }, 401, 'revoked_token', known],
	['unknown', { status: 'unknown' }, 401, 'unknown_token', about],
] as const)('tells the audit log of an %s token', async (_, answer, status, event, details) => {
	const response = await fetch(await url(answer), bearer());
	expect(response.status).toBe(status);
	expect(await response.json()).toMatchObject({ error: { title: 'Unauthorized' } });
	expect(response.headers.get('WWW-Authenticate')).toBe(
		'Bearer realm="log360", error="invalid_token"',
	);
	expect(refused.mock.calls).toEqual([[event, details]]);
	expect(touch).not.toHaveBeenCalled();
});

it('tells the audit log the prefix of an unknown token, never the rest', async () => {
	const secret = newV2Secret();
	await fetch(await url({ status: 'unknown' }), bearer(secret));
	expect(refused).toHaveBeenCalledWith('unknown_token', {
		...about,
		tokenPrefix: secret.slice(0, 11),
	});
	expect(JSON.stringify(refused.mock.calls)).not.toContain(secret.slice(11));
});

it('answers 403 when the scope is missing, and says which', async () => {
	const response = await fetch(await url({ status: 'valid', token: TOKEN }, 'jobs.READ'), bearer());
	expect(response.status).toBe(403);
	expect(await response.json()).toEqual({
		error: { code: '10001015', title: 'Forbidden', detail: 'The token lacks the scope jobs.READ.' },
	});
	expect(refused.mock.calls).toEqual([['wrong_scope', { ...known, scope: 'jobs.READ' }]]);
	expect(touch).not.toHaveBeenCalled();
});

it('answers in V1’s form under /RestAPI', async () => {
	const base = await url({ status: 'valid', token: TOKEN }, 'search.READ', 'v1');
	const response = await fetch(`${base}/RestAPI/v1/search`, bearer());
	expect(response.status).toBe(401);
	expect(await response.json()).toEqual({
		ERROR_CODE: 'WRONG_GENERATION_TOKEN',
		ERROR_DESCRIPTION:
			'The token belongs to the other API generation: it is good for /api/v2 only.',
	});
	expect(refused.mock.calls).toEqual([['wrong_generation', known]]);
});
