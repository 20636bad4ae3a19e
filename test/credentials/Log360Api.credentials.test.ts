/** The credentials: which token goes where, and that secrets are masked. */
import { Log360Api } from '../../credentials/Log360Api.credentials';
import { Log360WebhookApi } from '../../credentials/Log360WebhookApi.credentials';
import { bearerFor } from '../../nodes/Log360/transport/bearer';
import { baseUrlOf, connectionOf } from '../../nodes/Log360/transport/connection';
import { redact } from '../../nodes/Log360/transport/redact';

describe('bearerFor', () => {
	const both = { apiVersion: 'v2', token: ' main ', v1Token: 'legacy' };

	it.each([
		['http://x:8095/api/v2/search', both, 'main'],
		['http://x:8095/RestAPI/v1/search', both, 'legacy'],
		['http://x:8095/siem/RestAPI/v1/jobs?request_id=1', both, 'legacy'],
		['/RestAPI/v1', both, 'legacy'],
		['http://x/RestAPI/v10/search', both, 'main'],
		['http://x/api/v2/search?next=/RestAPI/v1/x', both, 'main'],
		['http://x/RestAPI/v1/search', { ...both, v1Token: '' }, 'main'],
		['http://x/RestAPI/v1/search', { apiVersion: 'v1', token: 'old', v1Token: 'left over' }, 'old'],
		['http://x/api/v2/search', {}, ''],
	])('%s', (url, credentials, expected) => {
		expect(bearerFor(url, credentials)).toBe(expected);
	});
});

it('adds the Authorization header and keeps the others', async () => {
	const request = { url: 'http://x/api/v2/search', headers: { Accept: 'application/json' } };
	expect(
		await new Log360Api().authenticate({ serverUrl: 'http://x', token: 't' }, request),
	).toEqual({
		url: 'http://x/api/v2/search',
		headers: { Accept: 'application/json', Authorization: 'Bearer t' },
	});
	expect(request.headers).toEqual({ Accept: 'application/json' });
});

it.each([
	['token', new Log360Api()],
	['v1Token', new Log360Api()],
	['secret', new Log360WebhookApi()],
])('masks %s', (name, credential) => {
	const field = credential.properties.find((property) => property.name === name);
	expect(field?.typeOptions?.password).toBe(true);
	expect(field?.default).toBe('');
});

it('has the defaults that most installations need', () => {
	const defaults = Object.fromEntries(
		new Log360Api().properties.map(({ name, default: value }) => [name, value]),
	);
	expect(defaults).toEqual({
		serverUrl: 'http://localhost:8095',
		apiVersion: 'v2',
		token: '',
		v1Token: '',
		readOnly: false,
		ignoreSslIssues: false,
	});
});

describe('connectionOf', () => {
	it.each([
		[{ apiVersion: 'v2', v1Token: '' }, 'v2', false],
		[{ apiVersion: 'v2', v1Token: 'x' }, 'v2', true],
		[{ apiVersion: 'v1' }, 'v1', true],
		[{}, 'v2', false],
	])('%j', (credentials, generation, canV1) => {
		const connection = connectionOf({ serverUrl: 'http://x', token: 't', ...credentials });
		expect(connection).toMatchObject({ generation, canV1, ignoreTls: false });
	});

	it('lists the secrets that there are', () => {
		const given = { serverUrl: 'http://x', token: ' a ', v1Token: 'b' };
		expect(connectionOf(given).secrets).toEqual(['a', 'b']);
		expect(connectionOf({ ...given, v1Token: '' }).secrets).toEqual(['a']);
	});
});

it.each([
	['http://x:8095', 'http://x:8095'],
	['HTTPS://X/', 'HTTPS://X'],
	[' http://x:8400/// ', 'http://x:8400'],
	['http://x/api/v2', 'http://x'],
	['http://x/api/v2/search', 'http://x'],
	['http://x/RestAPI/v1/', 'http://x'],
	['http://x/siem/', 'http://x/siem'],
	['http://x/?a=b#c', 'http://x'],
	['http://[::1]:8095', 'http://[::1]:8095'],
])('baseUrlOf %s', (given, expected) => {
	expect(baseUrlOf(given)).toBe(expected);
});

describe('redact', () => {
	it('removes secrets, plain and encoded, and whatever follows Bearer', () => {
		expect(redact('a s3cr3t+x b s3cr3t%2Bx c Bearer other d', ['s3cr3t+x'])).toBe(
			'a *** b *** c Bearer *** d',
		);
	});

	it('leaves words alone that a very short secret would hit', () => {
		expect(redact('the token', ['to'])).toBe('the token');
	});
});
