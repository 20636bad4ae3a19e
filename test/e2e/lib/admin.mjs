/** The administrator's side of the bundled server: what is set up there before n8n comes in. */
import assert from 'node:assert/strict';

/**
 * Calls the administrator API with a token of the scope `admin`.
 *
 * @param {import('./backend.mjs').Backend} backend
 * @param {string} path - below `/admin/api`
 * @param {object} body
 * @returns {Promise<any>}
 */
export async function administer(backend, path, body) {
	const answer = await fetch(`${backend.url}/admin/api${path}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${backend.adminToken}`, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const text = await answer.text();
	assert.ok(answer.ok, `${path} answered ${answer.status}: ${text}`);
	return JSON.parse(text);
}

/**
 * @param {import('./backend.mjs').Backend} backend
 * @param {string[]} scopes
 * @returns {Promise<string>} a V2 token that has only these
 */
export async function makeToken(backend, scopes) {
	const request = { name: scopes.join(), scopes, expires: '7d' };
	return (await administer(backend, '/tokens', request)).secret;
}

/**
 * Deletes a ticketing connection, with its tickets and deliveries.
 *
 * @param {import('./backend.mjs').Backend} backend
 * @param {number} connection - its id
 */
export async function dismiss(backend, connection) {
	const answer = await fetch(`${backend.url}/admin/api/ticketing/connections/${connection}`, {
		method: 'DELETE',
		headers: { authorization: `Bearer ${backend.adminToken}` },
	});
	assert.ok(answer.ok, `connection ${connection} answered ${answer.status}`);
}
