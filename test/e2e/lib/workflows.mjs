/** Small workflows and credentials in the form that n8n imports. */

export const NODE_TYPE = 'n8n-nodes-log360.log360';
export const CREDENTIAL_TYPE = 'log360Api';

/**
 * A stored credential, as a node refers to it.
 *
 * @typedef {{ id: string, name: string }} CredentialLink
 */

/**
 * @param {string} id
 * @param {string} name
 * @param {Record<string, unknown>} data - what differs from the defaults
 * @returns {{ id: string, name: string, type: string, data: Record<string, unknown> }}
 */
export function credential(id, name, data) {
	return {
		id,
		name,
		type: CREDENTIAL_TYPE,
		data: { apiVersion: 'v2', token: '', v1Token: '', ignoreSslIssues: false, ...data },
	};
}

/**
 * A workflow of a trigger by hand and one Log360 node named `Log360`.
 *
 * @param {string} name
 * @param {CredentialLink} link
 * @param {Record<string, unknown>} parameters - of the node, with `resource` and `operation`
 */
export function manualWorkflow(name, link, parameters) {
	const trigger = {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	return workflow(name, trigger, link, parameters);
}

/**
 * A workflow that answers a POST to `/webhook/<path>` with the items of its Log360 node.
 *
 * @param {string} path
 * @param {CredentialLink} link
 * @param {Record<string, unknown>} parameters
 */
export function webhookWorkflow(path, link, parameters) {
	const trigger = webhookNode(path, { responseMode: 'lastNode', responseData: 'allEntries' });
	return workflow(path, trigger, link, parameters);
}

/**
 * @param {string} path
 * @param {Record<string, unknown>} answer - how it answers
 */
function webhookNode(path, answer) {
	return {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: path,
		parameters: { httpMethod: 'POST', path, ...answer, options: {} },
	};
}

/** @returns poll times every five seconds: n8n refuses pauses below a minute, but not twelve of a minute */
export function everyFiveSeconds() {
	const item = Array.from({ length: 12 }, (_, n) => ({
		mode: 'custom',
		cronExpression: `${n * 5} * * * * *`,
	}));
	return { item };
}

/**
 * A workflow of a Log360 Trigger named `Trigger` that polls every five seconds.
 *
 * @param {string} name
 * @param {CredentialLink} link
 * @param {Record<string, unknown>} parameters - of the trigger
 */
export function pollingWorkflow(name, link, parameters) {
	const trigger = {
		...log360Node(link, { pollTimes: everyFiveSeconds(), ...parameters }),
		name: 'Trigger',
		type: `${NODE_TYPE}Trigger`,
	};
	return { name, nodes: [trigger], connections: {}, active: false, settings: {} };
}

/**
 * A workflow of a Log360 Webhook Trigger named `Trigger`, which listens on `/webhook/<path>/log360`.
 *
 * @param {string} path
 * @param {CredentialLink} link - with the secret
 * @param {Record<string, unknown>} parameters - of the trigger
 */
export function receivingWorkflow(path, link, parameters) {
	const trigger = {
		...log360Node(link, parameters),
		name: 'Trigger',
		type: `${NODE_TYPE}WebhookTrigger`,
		webhookId: path,
		credentials: { log360WebhookApi: { id: link.id, name: link.name } },
	};
	return { name: path, nodes: [trigger], connections: {}, active: false, settings: {} };
}

/**
 * A ticketing tool in n8n: answers a POST to `/webhook/<path>` with the id of a ticket.
 *
 * @param {string} path
 * @param {string} ticketId
 */
export function ticketingWorkflow(path, ticketId) {
	const webhook = webhookNode(path, { responseMode: 'lastNode', responseData: 'firstEntryJson' });
	const answer = {
		id: 'answer',
		name: 'Answer',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [220, 0],
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ ticket_id: ticketId }) },
	};
	return {
		name: path,
		nodes: [webhook, answer],
		connections: { Start: { main: [[{ node: 'Answer', type: 'main', index: 0 }]] } },
		active: false,
		settings: {},
	};
}

/**
 * A workflow of unconnected Log360 nodes, to be looked at and not to be run.
 *
 * @param {string} name
 * @param {CredentialLink} link
 * @param {{ name: string, parameters: Record<string, unknown>, type?: string }[]} nodes - actions unless they say otherwise
 */
export function galleryWorkflow(name, link, nodes) {
	const columns = 4;
	return {
		name,
		nodes: nodes.map((node, index) => ({
			...log360Node(link, node.parameters),
			id: `node${index}`,
			name: node.name,
			type: node.type ?? NODE_TYPE,
			position: [(index % columns) * 260, Math.floor(index / columns) * 180],
		})),
		connections: {},
	};
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} trigger
 * @param {CredentialLink} link
 * @param {Record<string, unknown>} parameters
 */
function workflow(name, trigger, link, parameters) {
	return {
		name,
		nodes: [trigger, log360Node(link, parameters)],
		connections: { Start: { main: [[{ node: 'Log360', type: 'main', index: 0 }]] } },
		active: false,
		settings: { executionOrder: 'v1' },
	};
}

/**
 * @param {CredentialLink} link
 * @param {Record<string, unknown>} parameters
 */
function log360Node(link, parameters) {
	return {
		id: 'log360',
		name: 'Log360',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [220, 0],
		parameters,
		credentials: { [CREDENTIAL_TYPE]: { id: link.id, name: link.name } },
	};
}

/**
 * @param {string} query
 * @returns {Record<string, unknown>} parameters of a search for everything that matches in the last 24 hours
 */
export function searchParameters(query) {
	return {
		resource: 'log',
		operation: 'search',
		query,
		timeRange: 'last24Hours',
		returnAll: true,
		// The checks compare what the server sent.
		outputFields: 'raw',
	};
}
