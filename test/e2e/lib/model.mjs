/** A stand-in for a language model behind OpenAI's API: keeps what it is told of its tools, and calls one of them as it was ordered. */
import { createServer } from 'node:http';

/**
 * @typedef {object} Model
 * @property {string} url - base of its API
 * @property {any[]} requests - bodies of the calls, oldest first
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a model that calls the first tool it has, and then answers with what the tool gave.
 *
 * @param {Record<string, unknown>} args - of the call of the tool
 * @returns {Promise<Model>}
 */
export async function startModel(args) {
	/** @type {any[]} */
	const requests = [];
	const server = createServer((request, response) => {
		let text = '';
		request.setEncoding('utf8').on('data', (part) => (text += part));
		request.on('end', () => {
			const body = JSON.parse(text);
			requests.push(body);
			const last = body.messages.at(-1);
			const message =
				last.role === 'tool'
					? { role: 'assistant', content: String(last.content) }
					: { role: 'assistant', content: null, tool_calls: [callOf(body.tools[0], args)] };
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(
				JSON.stringify({
					...{ id: 'chat', object: 'chat.completion', created: 1, model: body.model },
					choices: [
						{ index: 0, message, finish_reason: last.role === 'tool' ? 'stop' : 'tool_calls' },
					],
					usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
				}),
			);
		});
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}/v1`,
		requests,
		stop: () => new Promise((resolve) => server.close(() => resolve())),
	};
}

/** @param {any} tool @param {Record<string, unknown>} args */
function callOf(tool, args) {
	return {
		...{ id: 'call_1', type: 'function' },
		function: { name: tool.function.name, arguments: JSON.stringify(args) },
	};
}
