/** Secrets never reach a log. */
import { redactSecrets } from '../../../../server/access/tokens/redact';
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
