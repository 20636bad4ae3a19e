import { OPERATION_IDS } from '../../../server/contract';
import { VERSION } from '../../../server/platform';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestServer } from '../../support/server';

let server: TestServer;

beforeAll(async () => {
	server = await TestServer.start();
});

const get = (path: string) => server.call(path, { token: null });

it('gives the OpenAPI document without a token, with the version of the package', async () => {
	const { status, body, headers } = await get('/openapi.json');
	expect(status).toBe(200);
	expect(headers.get('content-type')).toMatch(/^application\/json/);
	const file = join(__dirname, '..', '..', '..', 'server', 'package.json');
	expect(body.info.version).toBe(JSON.parse(readFileSync(file, 'utf8')).version);
	expect(body.info.version).toBe(VERSION);
	const ids = Object.values<Record<string, { operationId: string }>>(body.paths).flatMap(
		(methods) => Object.values(methods).map(({ operationId }) => operationId),
	);
	expect(new Set(ids)).toEqual(new Set(OPERATION_IDS));
});

it.each([
	['/docs', 'text/html; charset=utf-8', '<!doctype html>'],
	['/docs/style.css', 'text/css; charset=utf-8', ':root'],
	['/docs/filter.js', 'text/javascript; charset=utf-8', "'use strict'"],
])('serves %s under a policy that lets nothing else in', async (path, type, start) => {
	const { status, headers, body } = await get(path);
	expect(status).toBe(200);
	expect(headers.get('content-type')).toBe(type);
	expect(body.startsWith(start)).toBe(true);
	expect(headers.get('content-security-policy')).toMatch(
		/^default-src 'none'; script-src 'self'; style-src 'self';/,
	);
});

it('refuses other methods and paths', async () => {
	expect((await server.call('/docs', { method: 'DELETE' })).status).toBe(405);
	expect((await get('/docs/none')).status).toBe(404);
});
