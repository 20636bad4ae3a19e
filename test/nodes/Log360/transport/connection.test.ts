/** Server URLs as people write them: what is mended, what is refused, and that a refusal shows no password. */
import { baseUrlOf, connectionOf } from '../../../../nodes/Log360/transport/connection';

describe('baseUrlOf', () => {
	it.each([
		['a plain address', 'http://log360:8095', 'http://log360:8095'],
		['an IPv4 address', 'http://10.0.0.5:8400', 'http://10.0.0.5:8400'],
		['an IPv6 address', 'http://[::1]:8095', 'http://[::1]:8095'],
		['a whole IPv6 address', 'https://[2001:db8::5]', 'https://[2001:db8::5]'],
		['no port', 'https://log360.example.com', 'https://log360.example.com'],
		['one slash at the end', 'http://x:8095/', 'http://x:8095'],
		['many slashes at the end', 'http://x:8095///', 'http://x:8095'],
		['spaces around it', '  http://x:8095\n', 'http://x:8095'],
		['upper case', 'HTTP://LOG360:8095', 'HTTP://LOG360:8095'],
		['a prefix of a proxy', 'http://x/siem', 'http://x/siem'],
		['a prefix of several parts', 'http://x/a/b/', 'http://x/a/b'],
		['the path of V2', 'http://x:8095/api/v2', 'http://x:8095'],
		['the path of V2 with a slash', 'http://x:8095/api/v2/', 'http://x:8095'],
		['a whole call of V2', 'http://x:8095/api/v2/search', 'http://x:8095'],
		['the path of V1', 'http://x:8400/RestAPI/v1', 'http://x:8400'],
		['the path of V1 in lower case', 'http://x:8400/restapi/v1/jobs', 'http://x:8400'],
		['a prefix and the path', 'http://x/siem/api/v2/search', 'http://x/siem'],
		['a query', 'http://x:8095/?a=b', 'http://x:8095'],
		['a token in the query, which is dropped', 'http://x/api/v2?token=abc', 'http://x'],
		['a fragment, as from the console', 'http://x:8095/#/home', 'http://x:8095'],
		['a path that only looks similar', 'http://x/api/v20', 'http://x/api/v20'],
		['an @ in the path', 'http://x/@siem', 'http://x/@siem'],
	])('takes %s', (_name, given, expected) => {
		expect(baseUrlOf(given)).toBe(expected);
	});

	it.each([
		['nothing', '', 'The server URL of the credential is empty'],
		['spaces', '   ', 'The server URL of the credential is empty'],
		[
			'no scheme',
			'log360:8095',
			'The server URL "log360:8095" must begin with http:// or https://, e.g. http://log360.example.com:8095',
		],
		['only a host', 'log360', /must begin with http:\/\/ or https:\/\//],
		['another scheme', 'ftp://log360', /"ftp:\/\/log360" must begin/],
		['one slash', 'http:/log360', /must begin/],
		['no host', 'http://', 'The server URL "http://" is not a valid address'],
		['no host but a path', 'http:///api/v2', /is not a valid address/],
		['a space within', 'http://log 360', /is not a valid address/],
		[
			'a user and a password',
			'http://admin:hunter2@log360',
			'The server URL must not contain a user name or password; use the token',
		],
		['a user alone', 'https://admin@log360:8095', /user name or password/],
		['a placeholder left over', 'http://{{host}} x', /is not a valid address/],
	])('refuses %s', (_name, given, message) => {
		expect(() => baseUrlOf(given)).toThrow(RangeError);
		expect(() => baseUrlOf(given)).toThrow(message);
	});

	it.each(['admin:hunter2@log360:8095', 'ftp://admin:hunter2@log360', 'http:/admin:hunter2@x'])(
		'shows no password when it refuses %s',
		(given) => {
			let message = '';
			try {
				baseUrlOf(given);
			} catch (error) {
				message = (error as Error).message;
			}
			expect(message).toMatch(/must begin/);
			expect(message).not.toMatch(/hunter2|admin/);
		},
	);

	it('shows 80 characters of a long one at most', () => {
		expect(() => baseUrlOf('x'.repeat(500))).toThrow(`"${'x'.repeat(80)}" must begin`);
	});
});

describe('connectionOf', () => {
	const given = { serverUrl: 'http://x:8095', token: 'main-token' };

	it('reads a V2 credential', () => {
		expect(
			connectionOf({ ...given, apiVersion: 'v2', v1Token: '', ignoreSslIssues: false }),
		).toEqual({
			baseUrl: 'http://x:8095',
			generation: 'v2',
			canV1: false,
			ignoreTls: false,
			readOnly: false,
			secrets: ['main-token'],
		});
	});

	it.each([
		[true, true],
		[false, false],
		['true', false],
		[undefined, false],
	])('is for reading only where it is told so plainly: %j', (readOnly, expected) => {
		expect(connectionOf({ ...given, readOnly } as never).readOnly).toBe(expected);
	});

	it('reads a V1 credential', () => {
		expect(connectionOf({ ...given, apiVersion: 'v1' })).toMatchObject({
			generation: 'v1',
			canV1: true,
			secrets: ['main-token'],
		});
	});

	it('takes an API version that it does not know for V2', () => {
		expect(connectionOf({ ...given, apiVersion: 'v3' }).generation).toBe('v2');
	});

	it.each([
		[true, true],
		[false, false],
		['true', false],
		[1, false],
		[undefined, false],
	])('ignores TLS only where it is told so plainly: %j', (ignoreSslIssues, expected) => {
		expect(connectionOf({ ...given, ignoreSslIssues } as never).ignoreTls).toBe(expected);
	});

	it('knows both tokens as secrets, without the spaces around them', () => {
		const { secrets } = connectionOf({ ...given, token: ' main-token\n', v1Token: ' old ' });
		expect(secrets).toEqual(['main-token', 'old']);
	});

	it('keeps the V1 token of a V1 credential secret, though it is not used', () => {
		const left = connectionOf({ ...given, apiVersion: 'v1', v1Token: 'left-over' });
		expect(left.secrets).toContain('left-over');
	});

	it('works without a token, so that the server can say what is wrong', () => {
		expect(connectionOf({ serverUrl: 'http://x' }).secrets).toEqual([]);
	});
});
