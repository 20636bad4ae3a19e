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
