/** The security headers. */
import { securityHeaders } from '../../../../server/http/middleware/security-headers';
import { ok, serve, stopAll } from './serve';

afterEach(stopAll);

it('sets Helmet’s headers, and tells browsers to insist on TLS only over TLS', async () => {
	const plain = await fetch(await serve([securityHeaders({ tls: false }), ok]));
	expect(plain.headers.get('Content-Security-Policy')).toContain("default-src 'self'");
	expect(plain.headers.get('Content-Security-Policy')).not.toContain('upgrade-insecure-requests');
	expect(plain.headers.get('X-Content-Type-Options')).toBe('nosniff');
	expect(plain.headers.get('X-Frame-Options')).toBe('DENY');
	expect(plain.headers.get('Strict-Transport-Security')).toBeNull();
	const tls = await fetch(await serve([securityHeaders({ tls: true }), ok]));
	expect(tls.headers.get('Strict-Transport-Security')).toBe('max-age=31536000');
	expect(plain.headers.get('Cache-Control')).toBe('no-store');
});

it.each(['/api/v2/search', '/RestAPI/v1/search'])(
	'sets what counts for data where answers are data: %s',
	async (path) => {
		const url = await serve([securityHeaders({ tls: true }), ok]);
		const { headers } = await fetch(`${new URL(url).origin}${path}`);
		expect(headers.get('Content-Security-Policy')).toBe(
			"default-src 'none';base-uri 'none';frame-ancestors 'none'",
		);
		// As Helmet has them for pages.
		const ofPages = (await fetch(url)).headers;
		for (const [name, value] of [
			['Cache-Control', 'no-store'],
			['Cross-Origin-Resource-Policy', 'same-origin'],
			['Referrer-Policy', 'no-referrer'],
			['Strict-Transport-Security', 'max-age=31536000'],
			['X-Content-Type-Options', 'nosniff'],
			['X-Frame-Options', 'DENY'],
		] as const) {
			expect([name, headers.get(name)]).toEqual([name, value]);
			expect([name, ofPages.get(name)]).toEqual([name, value]);
		}
		expect(headers.get('X-XSS-Protection')).toBeNull();
	},
);

it('leaves the last word to the operation', async () => {
	const url = await serve([
		securityHeaders({ tls: false }),
		(ctx) => {
			ctx.set('Content-Security-Policy', "default-src 'none'");
			ctx.body = 'x';
		},
	]);
	expect((await fetch(url)).headers.get('Content-Security-Policy')).toBe("default-src 'none'");
});
