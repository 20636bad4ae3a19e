/** Fields that pick one thing: from a list of the server, by id, by name, or by the address of its page. */
import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

import type { Page } from '../dialects/consolePage';
import type { ItemRun } from '../operation';
import { usageError } from '../transport/errors';
import { isObject } from '../transport/failure';
import { idOfName, type Named } from './locatedName';
import { idOfPage } from './locatedPage';
import { THINGS, type Thing } from './things';

export { requiredText } from './requiredText';

/**
 * A resource locator.
 *
 * @param kind what it picks; jobs have no names, and only some things have a page in the console
 */
export function locator(
	displayName: string,
	name: string,
	kind: Thing,
	description: string,
): INodeProperties {
	const { method, exampleId, exampleName, page } = THINGS[kind];
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: method, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${exampleId}` },
			...(exampleName === undefined ? [] : [byName(exampleName)]),
			...(page === undefined ? [] : [byUrl(page, exampleId)]),
		],
	};
}

/** A way to pick by something that is written. */
function written(label: string, name: string, example: string, hint: string): INodePropertyMode {
	const texts = { displayName: label, placeholder: `e.g. ${example}`, hint };
	return { ...texts, name, type: 'string' };
}

function byName(example: string): INodePropertyMode {
	return written('By Name', 'name', example, 'The whole name; capitals do not matter');
}

function byUrl(page: Page, id: string): INodePropertyMode {
	const example = `https://log360.example.com:8095/#/${page}/${id}`;
	return written(
		'By URL',
		'url',
		example,
		'The address of its page in the console of log360-server',
	);
}

/**
 * The id of what a locator picks. A name is looked up in the server's list, once in an execution.
 *
 * @throws NodeOperationError naming the field when it is empty, when nothing or more than one thing has the name, or when the address is
 *   not that of such a page on this server
 */
export async function locatedId(run: ItemRun, name: string, kind: Thing): Promise<string> {
	const { context, item, client } = run;
	const given: unknown = context.getNodeParameter(name, item, '');
	const { mode, value } = isObject(given) ? given : { mode: 'id', value: given };
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	const access = { client, node: context.getNode(), item };
	if (text !== '') return await idOf({ ...access, found: run.found }, kind, mode, text);
	throw usageError(
		access.node,
		`${THINGS[kind].label} is empty`,
		'Choose one from the list or give an ID.',
		item,
	);
}

/** The id of what a locator holds: its mode and its value, which is not empty. Errors as {@link locatedId}. */
export async function idOf(
	access: Named,
	kind: Thing,
	mode: unknown,
	value: string,
): Promise<string> {
	if (mode === 'name') return await idOfName(access, kind, value);
	if (mode === 'url') return idOfPage(access, kind, value);
	return value;
}
