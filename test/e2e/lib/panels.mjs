/** Reads from the node's own description which panels and pickers there are to look at. */
import { NODE_TYPE } from './workflows.mjs';

/**
 * A parameter whose choices come from the server.
 *
 * @typedef {object} PickerField
 * @property {string} name - of the parameter
 * @property {string} [collection] - name of the collection that holds it
 * @property {'locator' | 'options'} kind
 */

/**
 * One operation with its pickers.
 *
 * @typedef {object} Panel
 * @property {string} resource
 * @property {string} operation
 * @property {PickerField[]} pickers
 */

/**
 * @param {import('../../../scripts/n8n/client.mjs').N8nClient} client
 * @returns {Promise<Panel[]>} every operation of the node as n8n knows it
 */
export async function listPanels(client) {
	const [{ properties }] = await client.request('POST', '/node-types', {
		nodeInfos: [{ name: NODE_TYPE, version: 1 }],
	});
	const panels = [];
	for (const menu of properties) {
		if (menu.name !== 'operation') continue;
		for (const resource of menu.displayOptions.show.resource) {
			for (const { value: operation } of menu.options) {
				const pickers = properties.flatMap((/** @type {any} */ property) =>
					isShown(property, { resource, operation }) ? pickersOf(property) : [],
				);
				panels.push({ resource, operation, pickers });
			}
		}
	}
	return panels;
}

/**
 * @param {any} property
 * @param {Record<string, string>} values - of the parameters that decide
 * @returns {boolean} false also when it hangs on a parameter that is not among the values
 */
function isShown(property, values) {
	const conditions = Object.entries(property.displayOptions?.show ?? {});
	return conditions.every(([name, accepted]) => accepted.includes(values[name]));
}

/**
 * @param {any} property
 * @param {string} [collection]
 * @returns {PickerField[]}
 */
function pickersOf(property, collection) {
	if (property.type === 'collection') {
		return property.options.flatMap((/** @type {any} */ one) => pickersOf(one, property.name));
	}
	const { name, type, typeOptions } = property;
	if (type === 'resourceLocator') return [{ name, collection, kind: 'locator' }];
	if (typeOptions?.loadOptionsMethod) return [{ name, collection, kind: 'options' }];
	return [];
}
