/** What the fakes of outside services have in common: a web server on this machine that keeps every call it got. */
import { createServer } from 'node:http';

/**
 * A call that the service got.
 *
 * @typedef {object} Got
 * @property {string} method
 * @property {string} path - without the query
 * @property {URLSearchParams} query
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {Buffer} body
 */

/**
 * What the service answers.
 *
 * @typedef {{ status: number, json?: unknown }} Reply
 */

/**
 * @typedef {object} Service
 * @property {string} url - of its root, without a slash at the end
 * @property {Got[]} got - every call so far
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a service.
 *
 * @param {(call: Got) => Reply | Promise<Reply>} answer - the service's own rules; what it throws is answered with 400
 * @returns {Promise<Service>}
 */
export async function startService(answer) {
	/** @type {Got[]} */
	const got = [];
	const server = createServer(async (request, response) => {
		const parts = [];
		for await (const part of request) parts.push(part);
		const { pathname, searchParams } = new URL(request.url ?? '', 'http://fake');
		const call = {
			method: request.method ?? '',
			path: pathname,
			query: searchParams,
			headers: request.headers,
			body: Buffer.concat(parts),
		};
		got.push(call);
		const { status, json } = await answerOf(answer, call);
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(json === undefined ? undefined : JSON.stringify(json));
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		got,
		stop: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

/**
 * @param {(call: Got) => Reply | Promise<Reply>} answer
 * @param {Got} call
 * @returns {Promise<Reply>}
 */
async function answerOf(answer, call) {
	try {
		return await answer(call);
	} catch (error) {
		return { status: 400, json: { message: String(error) } };
	}
}

/**
 * @param {import('node:http').IncomingHttpHeaders} headers
 * @returns {string} user name and password of basic authentication with a colon between, empty without
 */
export function basicOf({ authorization = '' }) {
	const [scheme, value = ''] = authorization.split(' ');
	return scheme === 'Basic' ? Buffer.from(value, 'base64').toString() : '';
}
