/** Secrets in texts: however the server echoes them, they are gone before anyone reads or stores the text. */
import fc from 'fast-check';

import type { Call } from '../../../../nodes/Log360/transport/call';
import { explain } from '../../../../nodes/Log360/transport/explain';
import type { Failure } from '../../../../nodes/Log360/transport/failure';
import { redact } from '../../../../nodes/Log360/transport/redact';
import { runs } from '../../../support/runs';

const TOKEN = 'l360_s3cr3t+tok/en=42';
const OTHER = 'v1-abcdefghijklmnop';

describe('redact', () => {
	it.each([
		['plain', `token ${TOKEN} here`, 'token *** here'],
		['at the start', `${TOKEN} here`, '*** here'],
		['at the end', `token ${TOKEN}`, 'token ***'],
		['several times', `${TOKEN} ${TOKEN}`, '*** ***'],
		['within a word', `x${TOKEN}y`, 'x***y'],
		['encoded, as in a URL', `?token=${encodeURIComponent(TOKEN)}&a=1`, '?token=***&a=1'],
		['the second secret', `a ${OTHER} b`, 'a *** b'],
		['as JSON', JSON.stringify({ token: TOKEN }), '{"token":"***"}'],
		['in a header echo', `Authorization: Bearer ${TOKEN}`, 'Authorization: Bearer ***'],
		['in lower-case', `authorization: bearer ${TOKEN}`, 'authorization: bearer ***'],
	])('%s', (_name, text, expected) => {
		expect(redact(text, [TOKEN, OTHER])).toBe(expected);
	});

	it.each([
		['Bearer unknown-token-1', 'Bearer ***'],
		['Bearer a, Bearer b', 'Bearer ***, Bearer ***'],
		['"Bearer a"', '"Bearer ***"'],
		["'Bearer a'; x", "'Bearer ***'; x"],
		['Zoho-oauthtoken 1000.abc.def', 'Zoho-oauthtoken ***'],
		['Bearer', 'Bearer'],
		['The bearer of news', 'The bearer *** news'],
	])('hides what follows Bearer, though it is no known secret: %s', (text, expected) => {
		expect(redact(text, [])).toBe(expected);
	});

	it('leaves secrets of less than four characters alone, which would hit ordinary words', () => {
		expect(redact('a token', ['to', 'a', 'ken'])).toBe('a token');
		expect(redact('a token', ['oken'])).toBe('a t***');
	});

	it('treats a secret as text, not as a pattern', () => {
		expect(redact('abcd a.c$', ['a.c$'])).toBe('abcd ***');
	});

	it('leaves no secret in any text', () => {
		const secrets = fc.array(fc.string({ minLength: 4, maxLength: 30 }), {
			minLength: 1,
			maxLength: 3,
		});
		fc.assert(
			fc.property(secrets, fc.string(), fc.string(), (given, before, after) => {
				fc.pre(given.every((secret) => !/\*/.test(secret)));
				const clean = redact(`${before}${given.join(after)}${after}`, given);
				return given.every((secret) => !clean.includes(secret) || '***'.includes(secret));
			}),
			{ numRuns: runs(500) },
		);
	});
});

describe('explanations', () => {
	const call: Call = {
		purpose: 'search logs',
		generation: 'v2',
		method: 'POST',
		path: '/api/v2/search',
		repeatable: 'always',
	};
	const server = { baseUrl: 'http://x', secrets: [TOKEN] };
	const spoken = (failure: Failure) => {
		const { message, description } = explain(failure, call, server);
		return `${message} ${description}`;
	};
	/** So long that a cut at any of the usual places goes through the token. */
	const around = (length: number) => `${'x'.repeat(length)}${TOKEN}${'y'.repeat(1000)}`;
	const half = TOKEN.slice(0, 8);

	it.each([490, 495, 499])(
		'show no half of a token where %i characters come before it',
		(length) => {
			expect(
				spoken({ kind: 'status', status: 400, body: { error: around(length) } }),
			).not.toContain(half);
			const body = { ERROR_DESCRIPTION: around(length) };
			expect(spoken({ kind: 'embedded', status: 200, body })).not.toContain(half);
		},
	);

	it.each([105, 110, 115])('show no half of a token in an excerpt, %i characters in', (length) => {
		expect(spoken({ kind: 'notJson', status: 200, text: around(length) })).not.toContain(half);
		expect(spoken({ kind: 'status', status: 502, body: around(length) })).not.toContain(half);
		expect(spoken({ kind: 'network', code: '', text: around(length) })).not.toContain(half);
	});

	it('cut long texts of the server', () => {
		const body = { error: { code: '1', title: 'Oops', detail: 'z'.repeat(9000) } };
		const text = spoken({ kind: 'status', status: 400, body });
		expect(text.length).toBeLessThan(800);
		expect(text).toContain('zzz…');
	});

	it('cut a code of the server too', () => {
		const body = { error: { code: '9'.repeat(9000), title: 'x' } };
		expect(spoken({ kind: 'status', status: 400, body }).length).toBeLessThan(800);
	});
});
