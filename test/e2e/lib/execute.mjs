/** Executes one Log360 node in n8n and reads what it gave. */
import assert from 'node:assert/strict';
import { manualWorkflow } from './workflows.mjs';

/**
 * @param {import('../../../scripts/n8n/client.mjs').N8nClient} client
 * @param {import('./workflows.mjs').CredentialLink} link
 * @param {Record<string, unknown>} parameters - of the node
 * @returns {Promise<import('../../../scripts/n8n/client.mjs').Execution>}
 */
export async function execute(client, link, parameters) {
	return await client.run(await client.createWorkflow(manualWorkflow('Check', link, parameters)));
}

/**
 * @param {import('../../../scripts/n8n/client.mjs').Execution} execution
 * @param {string} [node] - name of the node
 * @returns {any[]} JSON of its items
 * @throws AssertionError with the node's error when the execution failed
 */
export function itemsOf(execution, node = 'Log360') {
	assert.equal(execution.status, 'success', JSON.stringify(execution.error));
	return execution.items[node];
}
