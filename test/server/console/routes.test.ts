/** The console's files over HTTP: page, styles, every script, and the policy that they are sent with. */
import { TestServer } from '../../support/server';

let server: TestServer;

beforeAll(async () => {
	server = await TestServer.start();
});
afterAll(() => expect(server.faults).toEqual([]));

const get = (path: string) => server.call(path, { token: null });

it('serves the page to everybody, with a policy that allows nothing from elsewhere and no inline code', async () => {
	const { status, headers, body } = await get('/');
	expect(status).toBe(200);
	expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(headers.get('content-security-policy')?.split(';')).toEqual([
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"img-src 'self' data:",
		"connect-src 'self'",
		"form-action 'self'",
		"base-uri 'none'",
		"frame-ancestors 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types 'none'",
	]);
	expect(headers.get('x-content-type-options')).toBe('nosniff');
	expect(headers.get('x-frame-options')).toBe('DENY');
	expect(body).not.toMatch(/<script>|<style>|\son\w+=|\sstyle=/);
	const loaded = [...String(body).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url);
	expect(loaded.sort()).toEqual([
		'/console/charts.css',
		'/console/console.css',
		'/console/console.js',
		'/console/forms.css',
		'/console/messages.css',
		'/console/parts.css',
		'/console/tables.css',
		'data:,',
	]);
});

it('is named by every answer, errors too, so that clients can link to its pages', async () => {
	for (const path of ['/health', '/api/v2/search', '/nothing/here']) {
		expect((await get(path)).headers.get('x-log360-console')).toBe('/');
	}
});

it('serves every script that the first one leads to, and they name no other machine', async () => {
	const seen = new Set<string>();
	const waiting = ['/console/console.js'];
	for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
		if (seen.has(path)) continue;
		seen.add(path);
		const { status, headers, body } = await get(path);
		expect([path, status]).toEqual([path, 200]);
		expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
		const text = String(body);
		expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/);
		expect(text).not.toMatch(/https?:\/\/[a-z]/);
		for (const [, name] of text.matchAll(/(?:\bfrom |\bimport\()'(\.[^']+)'/g)) {
			waiting.push(new URL(name ?? '', `http://here${path}`).pathname);
		}
	}
	expect([...seen]).toEqual(expect.arrayContaining(['/console/pages/incident.js']));
	expect(seen.size).toBeGreaterThan(40);
});

it.each([
	['/console/console.css', 'prefers-color-scheme: dark'],
	['/console/parts.css', '.card'],
	['/console/forms.css', 'fieldset'],
	['/console/tables.css', 'thead'],
	['/console/messages.css', '.badge'],
	['/console/charts.css', '.chart'],
])('serves the style %s', async (path, part) => {
	const { status, headers, body } = await get(path);
	expect([status, headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
	expect(body).toContain(part);
	expect(body).not.toMatch(/url\(|@import/);
});

it.each([
	'/console/nothing.js',
	'/console/../routes.js',
	'/console/%2e%2e/routes.js',
	'/console/pages/../console.ts',
	'/console/console.js.map',
	'/console/pages/deep/er.js',
	'/console/',
])('answers 404 for %s', async (path) => {
	expect((await get(path)).status).toBe(404);
});

it('tells a wrong method from a wrong path', async () => {
	const { status, headers } = await server.call('/console/console.js', {
		token: null,
		method: 'POST',
	});
	expect(status).toBe(405);
	expect(headers.get('allow')).toContain('GET');
});
