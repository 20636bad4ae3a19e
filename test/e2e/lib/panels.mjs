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
 * @returns {Promise<{ resource: string, panels: Panel[] }[]>} every operation of the node as n8n knows it
 */
export async function listPanels(client) {
	const [{ properties }] = await client.request('POST', '/node-types', {
		nodeInfos: [{ name: NODE_TYPE, version: 1 }],
	});
	const menus = properties.filter((/** @type {any} */ property) => property.name === 'operation');
	return menus.flatMap((/** @type {any} */ menu) =>
		menu.displayOptions.show.resource.map((/** @type {string} */ resource) => ({
			resource,
			panels: menu.options.map((/** @type {any} */ { value: operation }) => ({
				resource,
				operation,
				pickers: properties.flatMap((/** @type {any} */ property) =>
					isShown(property, { resource, operation }) ? pickersOf(property) : [],
				),
			})),
		})),
	);
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

/**
 * The nodes that show one resource: each operation, and each picker once, in a node of its own.
 *
 * @param {Panel[]} panels
 * @returns {{ name: string, parameters: Record<string, unknown>, type?: string, picker?: PickerField, isMenuOpen?: boolean }[]}
 * with the picker that is to be opened, or whether the menu of its options is
 */
export function galleryOf(panels) {
	const shown = new Set();
	return panels.flatMap(({ resource, operation, pickers }) => {
		const name = `panel-${resource}-${operation}`;
		const parameters = { resource, operation };
		const fresh = pickers.filter((picker) => !shown.has(picker.name));
		for (const picker of fresh) shown.add(picker.name);
		const nodes = fresh.map((picker) => ({
			name: `${name}-${picker.name}`,
			// An option of a collection only shows once it is set.
			parameters: picker.collection
				? { ...parameters, [picker.collection]: { [picker.name]: [] } }
				: parameters,
			picker,
		}));
		return [{ name, parameters }, ...nodes];
	});
}
