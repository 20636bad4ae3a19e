/** Calls a test server as the console does: with the cookie of a session and the console's header. */
import type { Answer, TestServer } from '../../support/server';

/** The password that test servers are started with. */
export const PASSWORD = 'a password of tests';

/** Calls a path below `/admin/api`. */
export type ConsoleCall = (
	method: 'GET' | 'POST' | 'PUT' | 'DELETE',
	path: string,
	body?: unknown,
) => Promise<Answer>;

/** Signs in. @returns what calls with the session's cookie */
export async function signIn(server: TestServer): Promise<ConsoleCall> {
	const headers = { 'X-Log360-Console': '1' };
	const { status, headers: answered } = await server.call('/admin/api/login', {
		token: null,
		headers,
		body: { password: PASSWORD },
	});
	expect(status).toBe(200);
	const cookie = answered.getSetCookie()[0]?.split(';')[0] ?? '';
	return (method, path, body) =>
		server.call(`/admin/api${path}`, {
			...{ token: null, method, headers: { ...headers, cookie } },
			...(body === undefined ? {} : { body }),
		});
}
