/** Examples as the tests store them: with real credentials, and with fakes in the place of the services that they name. */
import { exampleWorkflows } from '../../../scripts/n8n/demo.mjs';
import { everyFiveSeconds } from './workflows.mjs';

/** @typedef {import('./workflows.mjs').CredentialLink} CredentialLink */

/**
 * An example, ready to be stored.
 *
 * @param {string} file - below `examples/`
 * @param {{ [type: string]: CredentialLink }} credentials - by type
 * @param {Record<string, unknown>} [settings] - values for its node `Settings`, and for others of such a name where they have them
 * @returns {any}
 */
export function exampleOf(file, credentials, settings = {}) {
	const found = exampleWorkflows().find(([name]) => name === file);
	if (!found) throw new Error(`there is no example ${file}`);
	const workflow = structuredClone(found[1]);
	for (const node of workflow.nodes) {
		for (const type of Object.keys(node.credentials ?? {})) {
			if (!credentials[type]) throw new Error(`${node.name} needs a ${type}`);
			const { id, name } = credentials[type];
			node.credentials[type] = { id, name };
		}
		// Nobody waits a minute for a poll here.
		if (node.parameters.pollTimes) node.parameters.pollTimes = everyFiveSeconds();
		if (/settings$/i.test(node.name)) change(node, settings);
	}
	return workflow;
}

/**
 * @param {any} node
 * @param {Record<string, unknown>} settings
 */
function change(node, settings) {
	const { assignments } = node.parameters.assignments;
	for (const [name, value] of Object.entries(settings)) {
		const field = assignments.find((/** @type {any} */ one) => one.name === name);
		if (!field) {
			if (node.name === 'Settings') throw new Error(`the settings have no ${name}`);
			continue;
		}
		field.value = Array.isArray(value) ? JSON.stringify(value) : value;
	}
}
