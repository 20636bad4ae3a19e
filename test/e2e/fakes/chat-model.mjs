/** A chat model behind an endpoint that is compatible with OpenAI's Chat Completions; what it says is scripted, what it is told is checked. */
import { startService } from './service.mjs';

/** What belongs to n8n's credential. */
export const CHAT_MODEL_KEY = 'sk-of-the-end-to-end-tests';

/**
 * The model's next move: a text that ends the conversation, or a call of a tool.
 *
 * @typedef {{ text: string } | { tool: string, args: object }} Move
 */

/**
 * @typedef {object} ChatModel
 * @property {string} url - base URL of the API, with `/v1`
 * @property {any[]} requests - bodies of all calls so far
 * @property {(move: (messages: any[]) => Move) => void} script - decides from the messages so far what comes next
 * @property {() => Promise<void>} stop
 */

/** @returns {Promise<ChatModel>} */
export async function startChatModel() {
	/** @type {any[]} */
	const requests = [];
	/** @type {(messages: any[]) => Move} */
	let move = () => ({ text: 'Nothing to say.' });
	const service = await startService(({ method, path, headers, body }) => {
		if (headers.authorization !== `Bearer ${CHAT_MODEL_KEY}`) {
			return { status: 401, json: { error: { message: 'Incorrect API key provided' } } };
		}
		if (method !== 'POST' || path !== '/v1/chat/completions') {
			return { status: 404, json: { error: { message: `no ${method} ${path}` } } };
		}
		const request = JSON.parse(body.toString());
		requests.push(request);
		checkMessages(request.messages);
		const next = move(request.messages);
		const message =
			'text' in next
				? { content: next.text }
				: { content: null, tool_calls: [callOf(next, request)] };
		return {
			status: 200,
			json: {
				...{ id: `chatcmpl-${requests.length}`, object: 'chat.completion' },
				...{ created: Math.floor(Date.now() / 1000), model: request.model },
				choices: [
					{
						...{ index: 0, message: { role: 'assistant', ...message } },
						finish_reason: 'text' in next ? 'stop' : 'tool_calls',
					},
				],
				usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
			},
		};
	});
	return {
		url: `${service.url}/v1`,
		requests,
		script: (next) => {
			move = next;
		},
		stop: service.stop,
	};
}

/**
 * Every answer of a tool belongs to a call that was made before, as the API wants it.
 *
 * @param {any[]} messages
 */
function checkMessages(messages) {
	const called = new Set();
	for (const { role, tool_calls: calls = [], tool_call_id: id } of messages) {
		for (const call of calls) called.add(call.id);
		if (role === 'tool' && !called.has(id)) throw new Error(`no tool was called by the id ${id}`);
	}
}

/**
 * @param {{ tool: string, args: object }} move
 * @param {any} request
 */
function callOf({ tool, args }, { tools = [], messages }) {
	const names = tools.map((/** @type {any} */ one) => one.function.name);
	if (!names.includes(tool)) throw new Error(`there is no tool ${tool}, only ${names.join(', ')}`);
	const call = { name: tool, arguments: JSON.stringify(args) };
	return { id: `call_${messages.length}`, type: 'function', function: call };
}
