/** Who a caller is, and whether an operation is theirs to call. */
import { authenticate, authorize, challenge } from '../../../../server/access/tokens/authenticate';
import type { TokenRecord } from '../../../../server/access/tokens/record';
import type { Verification } from '../../../../server/access/tokens/registry';
import { newV2Secret } from '../../../../server/access/tokens/secret';

const TOKEN: TokenRecord = {
	id: 'tok_1',
	name: 'n8n',
	generation: 'v2',
	prefix: 'l360_abcdef',
	scopes: ['search.READ'],
	expiresAt: Date.parse('2026-11-30T00:00:00Z'),
	createdAt: 0,
	lastUsedAt: null,
	regeneratedAt: null,
	revokedAt: null,
};

function registry(answer: Verification) {
	return { verifyFresh: jest.fn(async (_presented: string) => answer) };
}

describe('authenticate', () => {
	it('gives the token of a valid secret', async () => {
		const known = registry({ status: 'valid', token: TOKEN });
		expect(await authenticate('Bearer secret', known)).toEqual({ token: TOKEN });
		expect(known.verifyFresh).toHaveBeenCalledWith('secret');
	});

	it.each(['bearer secret', 'BEARER   secret', 'Bearer secret  '])('reads %j', async (header) => {
		const known = registry({ status: 'valid', token: TOKEN });
		await authenticate(header, known);
		expect(known.verifyFresh).toHaveBeenCalledWith('secret');
	});

	it.each([
		undefined,
		'',
		'Bearer',
		'Bearer ',
		'Basic c2VjcmV0',
		'secret',
		'Bearer two words',
		'Bearersecret',
	])('finds no token in %j', async (header) => {
		const known = registry({ status: 'valid', token: TOKEN });
		expect(await authenticate(header, known)).toEqual({
			refusal: { code: 'missing_token', detail: '' },
		});
		expect(known.verifyFresh).not.toHaveBeenCalled();
	});

	it('tells expired, revoked and unknown apart', async () => {
		expect(await authenticate('Bearer x', registry({ status: 'expired', token: TOKEN }))).toEqual({
			refusal: { code: 'expired_token', detail: '2026-11-30T00:00:00.000Z', token: TOKEN },
		});
		expect(await authenticate('Bearer x', registry({ status: 'revoked', token: TOKEN }))).toEqual({
			refusal: { code: 'revoked_token', detail: '', token: TOKEN },
		});
		expect(await authenticate('Bearer x', registry({ status: 'unknown' }))).toEqual({
			refusal: { code: 'invalid_token', detail: '' },
		});
	});

	it('shows of an unknown token its prefix, if it is written like one', async () => {
		const secret = newV2Secret();
		expect(await authenticate(`Bearer ${secret}`, registry({ status: 'unknown' }))).toEqual({
			refusal: { code: 'invalid_token', detail: '', prefix: secret.slice(0, 11) },
		});
	});
});

describe('authorize', () => {
	const v1: TokenRecord = { ...TOKEN, generation: 'v1', scopes: [] };

	it('lets a V2 token call what it has the scope for', () => {
		expect(authorize(TOKEN, { generation: 'v2', scope: 'search.READ' })).toBeUndefined();
		expect(authorize(TOKEN, { generation: 'extension', scope: 'search.READ' })).toBeUndefined();
	});

	it('names the scope that is missing', () => {
		expect(authorize(TOKEN, { generation: 'v2', scope: 'jobs.READ' })).toEqual({
			code: 'wrong_scope',
			detail: 'jobs.READ',
			token: TOKEN,
		});
	});

	it('lets a V1 token call all of V1 and nothing else', () => {
		expect(authorize(v1, { generation: 'v1', scope: 'workflows.EXECUTE' })).toBeUndefined();
		for (const generation of ['v2', 'extension'] as const) {
			expect(authorize(v1, { generation, scope: 'search.READ' })).toMatchObject({
				code: 'wrong_generation_token',
				detail: 'it is good for /RestAPI/v1 only',
			});
		}
	});

	it('keeps V2 tokens out of V1, whatever their scopes', () => {
		expect(authorize(TOKEN, { generation: 'v1', scope: 'search.READ' })).toMatchObject({
			code: 'wrong_generation_token',
			detail: 'it is good for /api/v2 only',
		});
	});
});

describe('challenge', () => {
	it('follows RFC 6750', () => {
		expect(challenge({ code: 'missing_token', detail: '' })).toBe('Bearer realm="log360"');
		expect(challenge({ code: 'expired_token', detail: '' })).toBe(
			'Bearer realm="log360", error="invalid_token"',
		);
		expect(challenge({ code: 'wrong_scope', detail: 'jobs.READ' })).toBe(
			'Bearer realm="log360", error="insufficient_scope", scope="jobs.READ"',
		);
	});
});
