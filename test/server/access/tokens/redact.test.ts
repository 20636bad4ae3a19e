/** Secrets never reach a log. */
import { redactPasswords, redactSecrets } from '../../../../server/access/tokens/redact';
import { newV2Secret } from '../../../../server/access/tokens/secret';

const V1 = 'k3j5h2g9f8d7s6a5p4o3i2u1y0t9r8e7w6q5z4x3c2v1b0n9';

it('shortens V2 tokens anywhere, even when more is stuck to them', () => {
	const secret = newV2Secret();
	const shown = `${secret.slice(0, 11)}…`;
	expect(redactSecrets(`/a/${secret}?t=${secret}&x=1`)).toBe(`/a/${shown}?t=${shown}&x=1`);
	expect(redactSecrets(`${secret}abc`)).toBe(shown);
	expect(redactSecrets(secret.slice(0, 40))).toBe(shown);
});

it('shortens V1 tokens', () => {
	expect(redactSecrets(`Bearer ${V1}.`)).toBe('Bearer k3j5h2….');
});

it('leaves other text alone', () => {
	for (const text of ['', 'USERNAME = root', 'l360_', V1.slice(1), `${V1}a`, 'f'.repeat(64)]) {
		expect(redactSecrets(text)).toBe(text);
	}
});

it.each([
	['?password=hunter2&x=1', '?password=…&x=1'],
	['?a=1&api_key=abc;b', '?a=1&api_key=…;b'],
	['{"secret": "two words", "n": 1}', '{"secret": …, "n": 1}'],
	["PASSWD = 'it is long' AND N = 1", 'PASSWD = … AND N = 1'],
	['pwd:hunter2 next', 'pwd:… next'],
	['query=password%20%3D%20%22hunter2%22%20AND', 'query=password%20%3D%20…%20AND'],
	['Authorization: Basic', 'Authorization: …'],
])('what is written as a password, secret or token is cut out of %s', (text, shown) => {
	expect(redactPasswords(text)).toBe(shown);
});

it.each(['USERNAME = root', 'passwords were changed', 'token', 'no secret here'])(
	'%s says nothing secret',
	(text) => expect(redactPasswords(text)).toBe(text),
);
