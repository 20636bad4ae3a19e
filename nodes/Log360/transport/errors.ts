/** Turns an explained failure into the error that n8n shows. */
import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import type { Cause, Explanation } from './explanation';
import { redact } from './redact';

/**
 * A failed call as a `NodeApiError` with message, description, HTTP code and item index.
 *
 * The original error of the HTTP client is left behind on purpose: it carries the request headers, and a `NodeApiError`
 * made from another one drops the options given here.
 */
export function apiError(
	node: INode,
	explanation: Explanation,
	itemIndex: number | undefined,
	secrets: readonly string[],
): NodeApiError {
	const message = redact(explanation.message, secrets);
	const description = redact(explanation.description, secrets);
	const error = new NodeApiError(node, { message } as JsonObject, {
		message,
		description,
		httpCode: explanation.httpCode,
		itemIndex,
	});
	// The constructor replaces messages that contain well-known words by its own.
	error.message = message;
	error.description = description;
	error.context.cause = explanation.cause;
	const failure = failureOf(explanation);
	return failure === undefined ? error : Object.assign(error, { failure });
}

/**
 * What n8n reads from the error of a poll (since 2.41) to let a trigger back off: a cause that time heals, and how long to wait
 * at least. Older versions do not look at it.
 */
function failureOf({ cause, retryAfterMs }: Explanation): { cause: string } | undefined {
	const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
	switch (cause) {
		case 'rateLimited':
			return { cause: 'rate-limited', ...wait };
		case 'serverError':
		case 'unreachable':
		case 'timeout':
		case 'interrupted':
			return { cause: 'temporarily-unavailable', ...wait };
		default:
			return undefined;
	}
}

/** The cause that {@link apiError} stored, for code that reacts to one. */
export function causeOfError(error: unknown): Cause | undefined {
	return error instanceof NodeApiError ? (error.context.cause as Cause | undefined) : undefined;
}

/** What a reader of parameters threw, as an error of the node: one that is already has said more. */
export function parameterError(
	node: INode,
	error: unknown,
	itemIndex?: number,
	description = 'Correct the parameter.',
): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	return usageError(node, (error as Error).message, description, itemIndex);
}

/** An error that was found before any call was made. */
export function usageError(
	node: INode,
	message: string,
	description: string,
	itemIndex?: number,
): NodeOperationError {
	return new NodeOperationError(node, message, { description, itemIndex });
}
