/** Fields that pick one thing: from a list of the server, or by id. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { usageError } from '../transport/errors';

/**
 * A resource locator.
 *
 * @param method name of a `listSearch` method
 * @param example id for the placeholder
 */
export function locator(
	displayName: string,
	name: string,
	method: string,
	example: string,
	description: string,
): INodeProperties {
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
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${example}` },
		],
	};
}

/**
 * The id in a locator.
 *
 * @throws NodeOperationError naming the field when it is empty
 */
export function locatedId(
	context: IExecuteFunctions,
	name: string,
	label: string,
	item: number,
): string {
	const value = context.getNodeParameter(name, item, '', { extractValue: true }) as unknown;
	const id = String(value ?? '').trim();
	if (id !== '') return id;
	throw usageError(
		context.getNode(),
		`${label} is empty`,
		'Choose one from the list or give an ID.',
		item,
	);
}

/** The text of a field that must not be empty. */
export function requiredText(
	context: IExecuteFunctions,
	name: string,
	label: string,
	item: number,
): string {
	const text = String(context.getNodeParameter(name, item, '') ?? '').trim();
	if (text !== '') return text;
	throw usageError(context.getNode(), `${label} is empty`, `Fill in ${label}.`, item);
}
