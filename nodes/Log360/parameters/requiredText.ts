/** A text that an operation cannot do without. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { usageError } from '../transport/errors';

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
