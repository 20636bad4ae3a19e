/** A client of n8n's editor API: what the browser does, without the browser. */
import { setTimeout as sleep } from 'node:timers/promises';

const EXECUTION_DEADLINE_MS = 120_000;
const POLL_MS = 100;
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
		const answer = await fetch(`${this.url}/rest${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': BROWSER_ID,
				...(this.#cookie && { cookie: this.#cookie }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
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
	 * @param {string} [trigger] - name of the trigger node
	 * @returns {Promise<Execution>}
	 */
	async run(workflow, trigger = workflow.nodes[0].name) {
		const { executionId } = await this.request('POST', `/workflows/${workflow.id}/run`, {
			workflowData: workflow,
			triggerToStartFrom: { name: trigger },
			startNodes: [],
		});
		return await this.waitForExecution(executionId);
	}

	/**
	 * @param {string} id
	 * @returns {Promise<Execution>}
	 * @throws Error when it has not ended after two minutes
	 */
	async waitForExecution(id) {
		const deadline = Date.now() + EXECUTION_DEADLINE_MS;
		for (;;) {
			const execution = await this.request('GET', `/executions/${id}`);
			if (execution.finished || execution.stoppedAt) return this.#read(execution);
			if (Date.now() > deadline) throw new Error(`execution ${id} is still ${execution.status}`);
			await sleep(POLL_MS);
		}
	}

	/**
	 * Calls a published webhook, retrying while n8n is still registering it.
	 *
	 * @param {string} path - of the webhook node
	 * @param {unknown} [body]
	 * @returns {Promise<{ status: number, body: any }>}
	 */
	async callWebhook(path, body = {}) {
		const deadline = Date.now() + 10_000;
		for (;;) {
			const answer = await fetch(`${this.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
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
	 * @param {any} stored - an execution as the API gives it
	 * @returns {Execution}
	 */
	#read(stored) {
		const { resultData } = this.flatted.parse(stored.data);
		const items = Object.entries(resultData.runData ?? {}).map(([node, runs]) => {
			const output = /** @type {any[]} */ (runs).flatMap((run) => run.data?.main?.[0] ?? []);
			return [node, output.map((item) => item.json)];
		});
		return {
			id: String(stored.id),
			status: stored.status,
			items: Object.fromEntries(items),
			error: resultData.error,
		};
	}
}
