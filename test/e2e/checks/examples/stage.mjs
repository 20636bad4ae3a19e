/** What the checks of the examples share: credentials, fakes of outside services, published workflows that end with their check. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { startMail } from '../../fakes/mail.mjs';
import { administer, dismiss } from '../../lib/admin.mjs';
import { exampleOf } from '../../lib/examples.mjs';
import { execute, itemsOf } from '../../lib/execute.mjs';
import { startSink } from '../../lib/sink.mjs';

const DEADLINE_MS = 60_000;

/** @typedef {import('../../lib/workflows.mjs').CredentialLink} CredentialLink */

/**
 * @typedef {object} Stage
 * @property {import('../../run.mjs').World} world
 * @property {import('../../lib/sink.mjs').Sink} sink
 * @property {import('../../fakes/mail.mjs').MailServer} mail
 * @property {{ log360Api: CredentialLink, smtp: CredentialLink }} credentials - that several examples use
 * @property {(name: string, type: string, data: object) => Promise<CredentialLink>} credential
 * @property {(file: string, credentials?: Record<string, CredentialLink>, settings?: Record<string, unknown>) => Promise<any>} store -
 *   an example, stored; the shared credentials need not be given
 * @property {(stored: any) => Promise<any>} publish - until the check's end
 * @property {(parameters: Record<string, unknown>, link?: CredentialLink) => Promise<any[]>} ask - items of one Log360 node
 * @property {(connection: object) => Promise<void>} connect - a ticketing tool, until the check's end
 * @property {(title: string, wanted?: (incident: any) => boolean) => Promise<any>} incident - waits for the one of that name
 * @property {() => Promise<void>} clear - ends what the last check published and connected
 * @property {() => Promise<void>} close
 */

/**
 * @param {import('../../run.mjs').World} world
 * @returns {Promise<Stage>}
 */
export async function openStage(world) {
	const { backend, client, n8n, v2 } = world;
	const sink = await startSink();
	const mail = await startMail(n8n.install.require);
	/** @type {Stage['credential']} */
	const credential = async (name, type, data) => {
		const { id } = await client.createCredential({ name, type, data: { ...data } });
		return { id, name };
	};
	const credentials = {
		log360Api: await credential('Log360 with both tokens', 'log360Api', {
			...{ serverUrl: backend.url, apiVersion: 'v2', ignoreSslIssues: false },
			...{ token: backend.demoToken, v1Token: backend.v1Token },
		}),
		smtp: await credential('SMTP', 'smtp', {
			...{ host: '127.0.0.1', port: mail.port, secure: false, disableStartTls: true },
			...{ user: 'soc', password: 'mail-password' },
		}),
	};
	/** @type {string[]} */
	const published = [];
	/** @type {number[]} */
	const connections = [];
	/** @type {Stage['ask']} */
	const ask = async (parameters, link = v2) => itemsOf(await execute(client, link, parameters));
	return {
		...{ world, sink, mail, credentials, credential, ask },
		store: async (file, more = {}, settings = {}) =>
			await client.createWorkflow(exampleOf(file, { ...credentials, ...more }, settings)),
		publish: async (stored) => {
			await client.activate(stored);
			published.push(stored.id);
			await firstPoll(client, stored);
			return stored;
		},
		connect: async (connection) => {
			const made = await administer(backend, '/ticketing/connections', connection);
			connections.push(made.connection.id);
		},
		incident: async (title, wanted = () => true) => {
			const all = { resource: 'incident', operation: 'getMany', returnAll: true };
			const deadline = Date.now() + DEADLINE_MS;
			for (;;) {
				const found = (await ask(all)).find(({ name }) => name === title);
				if (found && wanted(found)) return found;
				assert.ok(Date.now() < deadline, `"${title}" is ${JSON.stringify(found)}`);
				await sleep(500);
			}
		},
		clear: async () => {
			for (const id of published.splice(0)) {
				await client.request('POST', `/workflows/${id}/deactivate`, {});
			}
			for (const id of connections.splice(0)) await dismiss(backend, id);
		},
		close: async () => {
			await sink.stop();
			await mail.stop();
		},
	};
}

/**
 * @param {any} stored - a workflow
 * @param {string} node - a Log360 Webhook Trigger of it
 * @returns {string} its path below `/webhook/`
 */
export function pathOf(stored, node) {
	const found = stored.nodes.find((/** @type {any} */ one) => one.name === node);
	return `${found.webhookId}/log360`;
}

/**
 * Waits for the first poll of a published workflow, if it has a trigger that polls: what is there by then is not news, so whatever a check
 * wants to be news has to come after it. n8n publishes without waiting for it.
 *
 * @param {import('../../../../scripts/n8n/client.mjs').N8nClient} client
 * @param {any} stored
 */
export async function firstPoll(client, stored) {
	const trigger = stored.nodes.find((/** @type {any} */ one) => one.parameters.pollTimes);
	if (!trigger) return;
	await until(async () => {
		const { staticData } = await client.request('GET', `/workflows/${stored.id}`);
		return staticData?.[`node:${trigger.name}`];
	}, `${trigger.name} has not polled`);
}

/**
 * Waits until something is so.
 *
 * @template T
 * @param {() => T | undefined | false | Promise<T | undefined | false>} look
 * @param {string} what - that is waited for
 * @returns {Promise<T>}
 */
export async function until(look, what) {
	const deadline = Date.now() + DEADLINE_MS;
	for (;;) {
		const found = await look();
		if (found) return found;
		assert.ok(Date.now() < deadline, what);
		await sleep(300);
	}
}
