/** What GitHub asks of an issue form; it shows a broken one to nobody, and says so to nobody. */
import { readYaml } from './workflow-rules.mjs';

const TYPES = new Set(['markdown', 'textarea', 'input', 'dropdown', 'checkboxes']);

/**
 * What is wrong with an issue form.
 *
 * @param {string} text - of the file
 * @returns {string[]}
 */
export function formProblems(text) {
	const { value, problems } = readYaml(text);
	if (problems.length > 0) return problems;
	const body = Array.isArray(value?.body) ? value.body : [];
	const ids = body.map((/** @type {any} */ { id }) => id).filter(Boolean);
	const labels = body.map((/** @type {any} */ { attributes }) => attributes?.label).filter(Boolean);
	return [
		...['name', 'description', 'body']
			.filter((key) => !value?.[key])
			.map((key) => `there is no "${key}"`),
		...(new Set(ids).size === ids.length ? [] : ['an id is there twice']),
		...(new Set(labels).size === labels.length ? [] : ['a label is there twice']),
		...body.flatMap(elementProblems),
		...(body.some((/** @type {any} */ { type }) => type !== 'markdown')
			? []
			: ['it asks for nothing']),
	];
}

/**
 * @param {any} element
 * @param {number} index
 */
function elementProblems({ type, attributes }, index) {
	const where = `element ${index + 1}`;
	if (!TYPES.has(type)) return [`${where}: the type "${type}" is unknown`];
	if (type === 'markdown') return attributes?.value ? [] : [`${where}: there is no value`];
	const options = attributes?.options ?? [];
	return [
		...(attributes?.label ? [] : [`${where}: there is no label`]),
		...(type === 'dropdown' && new Set(options).size !== options.length
			? [`${where}: an option is there twice`]
			: []),
		...(['dropdown', 'checkboxes'].includes(type) && options.length === 0
			? [`${where}: there are no options`]
			: []),
	];
}
