/** Guards against answers in a form that the readers do not know. */
import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';

import { isObject } from './failure';

/**
 * Returns what a reader read, or fails with the keys of the answer, so that data is never lost in silence.
 *
 * @param read what the reader returned; `undefined` means that it did not understand
 */
export function understood<T>(
	read: T | undefined,
	body: unknown,
	what: string,
	node: INode,
	itemIndex?: number,
): T {
	if (read !== undefined) return read;
	const form = isObject(body)
		? `an object with ${Object.keys(body).slice(0, 10).join(', ')}`
		: typeof body;
	const message = `The answer of the server holds no ${what} in any known form`;
	const error = new NodeApiError(node, { message } as JsonObject, {
		message,
		description: `The server answered with ${form}. This build may differ from the ones this node knows: use the API Request operation, and please report the form.`,
		itemIndex,
	});
	error.message = message;
	throw error;
}
