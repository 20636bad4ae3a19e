/** A client of n8n's editor API: what the browser does, without the browser. */
import { setTimeout as sleep } from 'node:timers/promises';

const EXECUTION_DEADLINE_MS = 120_000;
const POLL_MS = 100;
const LONGEST_POLL_MS = 2_000;
/** n8n binds a session to the browser that signed in; any constant will do. */
const BROWSER_ID = 'log360-n8n-client';

/** An answer of n8n's editor API other than 2xx. */
export class N8nRequestError extends Error {
	/**
	 * @param {string} call - method and path
	 * @param {number} status
	 * @param {string} body
	 */
	constructor(call, status, body) {
		super(`${call} answered ${status}: ${body.slice(0, 500)}`);
		this.status = status;
	}
}

/**
 * What a finished execution left.
 *
 * @typedef {object} Execution
 * @property {string} id
 * @property {string} status - `success`, `error`, ...
 * @property {Record<string, any[]>} items - JSON of the items that each node gave at its first output
 * @property {Record<string, any[]>} files - binary fields of these items, `{}` where an item has none
 * @property {{ message: string, description?: string | null } | undefined} error - of the node that failed
 */

/**
 * A parameter whose choices come from the server.
 *
 * @typedef {object} Picker
 * @property {{ name: string, version: number }} nodeType
 * @property {string} path - of the parameter, e.g. `parameters.sourceId`
 * @property {string} methodName - the node's method that loads the choices
 * @property {Record<string, unknown>} [parameters] - the node's parameters
 * @property {Record<string, unknown>} credentials - the node's credentials
 */

/** A signed-in session. */
export class N8nClient {
	#cookie = '';

	/**
	 * @param {string} url - of n8n
	 * @param {import('./install.mjs').N8nInstall} install - reads executions with its own parser
	 */
	constructor(url, install) {
		this.url = url;
		/** @type {{ parse: (text: string) => any }} */
		this.flatted = install.require('flatted');
	}

	/**
	 * @param {string} method
	 * @param {string} path - below `/rest`
	 * @param {unknown} [body]
	 * @returns {Promise<any>} the `data` of the answer
	 * @throws N8nRequestError
	 */
	async request(method, path, body) {
		const answer = await this.#fetch(method, path, body);
		const text = await answer.text();
		if (!answer.ok) throw new N8nRequestError(`${method} ${path}`, answer.status, text);
		const cookies = answer.headers.getSetCookie();
		if (cookies.length > 0) this.#cookie = cookies.map((one) => one.split(';')[0]).join('; ');
		return text === '' ? undefined : JSON.parse(text).data;
	}

	/** @param {import('./owner.mjs').Owner} owner */
	async signIn(owner) {
		await this.request('POST', '/login', {
			emailOrLdapLoginId: owner.email,
			password: owner.password,
		});
	}

	/**
	 * @param {{ name: string, type: string, data: Record<string, unknown> }} credential
	 * @returns {Promise<{ id: string, name: string }>}
	 */
	async createCredential(credential) {
		return await this.request('POST', '/credentials', credential);
	}

	/**
	 * Presses the credential dialog's test.
	 *
	 * @param {{ id?: string, name: string, type: string, data: Record<string, unknown> }} credential
	 * @returns {Promise<{ status: 'OK' | 'Error', message: string }>}
	 */
	async testCredential(credential) {
		return await this.request('POST', '/credentials/test', {
			credentials: { id: '', ...credential },
		});
	}

	/**
	 * Opens a drop-down whose options the node loads from the server.
	 *
	 * @param {Picker} picker
	 * @returns {Promise<{ name: string, value: string | number }[]>}
	 */
	async loadOptions({ nodeType, parameters = {}, ...rest }) {
		return await this.request('POST', '/dynamic-node-parameters/options', {
			nodeTypeAndVersion: nodeType,
			currentNodeParameters: parameters,
			...rest,
		});
	}

	/**
	 * Opens a resource locator's list.
	 *
	 * @param {Picker & { filter?: string, paginationToken?: unknown }} picker - `filter` is the text in the search box
	 * @returns {Promise<{ results: { name: string, value: string | number }[], paginationToken?: unknown }>}
	 */
	async listSearch({ nodeType, parameters = {}, ...rest }) {
		return await this.request('POST', '/dynamic-node-parameters/resource-locator-results', {
			nodeTypeAndVersion: nodeType,
			currentNodeParameters: parameters,
			...rest,
		});
	}

	/**
	 * @param {Record<string, unknown>} workflow - nodes, connections, ...
	 * @returns {Promise<any>} the stored workflow with its `id` and `versionId`
	 */
	async createWorkflow(workflow) {
		return await this.request('POST', '/workflows', { settings: {}, active: false, ...workflow });
	}

	/**
	 * Publishes a stored workflow, so that its triggers listen.
	 *
	 * @param {{ id: string, versionId: string }} workflow
	 */
	async activate({ id, versionId }) {
		await this.request('POST', `/workflows/${id}/activate`, { versionId });
	}

	/**
	 * Runs a stored workflow from its trigger, as the editor's button does, and waits for its end.
	 *
	 * @param {any} workflow - as {@link createWorkflow} gave it
	 * @param {number} [deadlineMs] - longest time for the execution, in milliseconds
	 * @returns {Promise<Execution>}
	 */
	async run(workflow, deadlineMs = EXECUTION_DEADLINE_MS) {
		const { executionId } = await this.request('POST', `/workflows/${workflow.id}/run`, {
			workflowData: workflow,
			triggerToStartFrom: { name: workflow.nodes[0].name },
			startNodes: [],
		});
		return await this.waitForExecution(executionId, deadlineMs);
	}

	/**
	 * @param {string} id
	 * @param {number} [deadlineMs]
	 * @returns {Promise<Execution>}
	 * @throws Error when it has not ended in time
	 */
	async waitForExecution(id, deadlineMs = EXECUTION_DEADLINE_MS) {
		const deadline = Date.now() + deadlineMs;
		// The longer it takes, the rarer the questions: they cost n8n time and memory.
		for (let pause = POLL_MS; ; pause = Math.min(pause * 1.2, LONGEST_POLL_MS)) {
			const execution = await this.request('GET', `/executions/${id}`);
			if (execution.finished || execution.stoppedAt) return this.#read(execution);
			if (Date.now() > deadline) throw new Error(`execution ${id} is still ${execution.status}`);
			await sleep(pause);
		}
	}

	/**
	 * Waits for an execution that a published trigger starts.
	 *
	 * @param {string} workflowId
	 * @returns {Promise<Execution>} the first one, finished
	 * @throws Error when there is none after two minutes
	 */
	async waitForTriggered(workflowId) {
		const deadline = Date.now() + EXECUTION_DEADLINE_MS;
		for (;;) {
			const [first] = (await this.executionsOf(workflowId)).reverse();
			if (first) return await this.waitForExecution(first.id);
			if (Date.now() > deadline) throw new Error(`nothing has started workflow ${workflowId}`);
			await sleep(POLL_MS);
		}
	}

	/**
	 * @param {string} workflowId
	 * @returns {Promise<{ id: string }[]>} its executions so far, newest first
	 */
	async executionsOf(workflowId) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		return (await this.request('GET', `/executions?limit=100&filter=${filter}`)).results;
	}

	/**
	 * Downloads a file of an execution, as the editor's button does.
	 *
	 * @param {{ id?: string }} file - a binary field of {@link Execution}; n8n must keep its binary data in the file system
	 * @returns {Promise<Response>} with its body still to be read
	 */
	async download({ id = '' }) {
		const path = `/binary-data?id=${encodeURIComponent(id)}&action=download`;
		const answer = await this.#fetch('GET', path);
		if (!answer.ok) throw new N8nRequestError('GET /binary-data', answer.status, id);
		return answer;
	}

	/**
	 * Calls a published webhook, retrying while n8n is still registering it.
	 *
	 * @param {string} path - of the webhook node
	 * @param {unknown} [body]
	 * @param {Record<string, string>} [headers]
	 * @returns {Promise<{ status: number, body: any }>}
	 */
	async callWebhook(path, body = {}, headers = {}) {
		const deadline = Date.now() + 10_000;
		for (;;) {
			const answer = await fetch(`${this.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				body: JSON.stringify(body),
			});
			if (answer.status !== 404 || Date.now() > deadline) {
				const text = await answer.text();
				return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
			}
			await sleep(POLL_MS);
		}
	}

	/**
	 * @param {string} method
	 * @param {string} path - below `/rest`
	 * @param {unknown} [body]
	 */
	async #fetch(method, path, body) {
		return await fetch(`${this.url}/rest${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': BROWSER_ID,
				...(this.#cookie && { cookie: this.#cookie }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	}

	/**
	 * @param {any} stored - an execution as the API gives it
	 * @returns {Execution}
	 */
	#read(stored) {
		const { resultData } = this.flatted.parse(stored.data);
		const outputs = Object.entries(resultData.runData ?? {}).map(([node, runs]) => ({
			node,
			items: /** @type {any[]} */ (runs).flatMap((run) => run.data?.main?.[0] ?? []),
		}));
		return {
			id: String(stored.id),
			status: stored.status,
			items: Object.fromEntries(
				outputs.map(({ node, items }) => [node, items.map(({ json }) => json)]),
			),
			files: Object.fromEntries(
				outputs.map(({ node, items }) => [node, items.map(({ binary = {} }) => binary)]),
			),
			error: resultData.error,
		};
	}
}
