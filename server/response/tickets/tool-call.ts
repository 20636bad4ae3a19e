/** Makes the calls of a delivery to a tool's API, and judges the answers. */
import type { OutgoingResponse, Send } from '../../platform/outgoing';
import type { Secrets } from '../../platform';
import { ToolError, type ToolRequest } from './tool';

/** What an error repeats of a tool's answer, characters. */
const LONGEST_EXCERPT = 300;

/** Makes `ToolContext.call`. @param base the connection's address */
export function toolCall(send: Send, base: string, secrets: Secrets, signal: AbortSignal) {
	return async (request: ToolRequest): Promise<unknown> => {
		const { body, type } = bodyOf(request);
		const response = await send({
			method: request.method,
			url: urlOf(base, request),
			headers: {
				accept: 'application/json',
				...(type === null ? {} : { 'content-type': type }),
				...request.headers,
			},
			body,
			signal,
		});
		const { status } = response;
		if (status >= 200 && status < 300) return parsed(response.body);
		throw new ToolError(describe(request, response, secrets), response);
	};
}

function urlOf(base: string, { path, query }: ToolRequest): string {
	const url = base.replace(/\/+$/, '') + path;
	return query === undefined ? url : `${url}?${new URLSearchParams(query).toString()}`;
}

function bodyOf({ json, form, text }: ToolRequest): {
	body: string | undefined;
	type: string | null;
} {
	if (form !== undefined) {
		return {
			body: new URLSearchParams(form).toString(),
			type: 'application/x-www-form-urlencoded',
		};
	}
	const body = text ?? (json === undefined ? undefined : JSON.stringify(json));
	return { body, type: body === undefined ? null : 'application/json' };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Method, path and status, and what the tool says; a secret that it repeats is blotted out. */
function describe(
	request: ToolRequest,
	{ status, body }: OutgoingResponse,
	secrets: Secrets,
): string {
	const where = `${request.method} ${request.path === '' ? 'the address' : request.path}`;
	if (status >= 300 && status < 400)
		return `${where} was answered with a redirect (${status}), which is not followed`;
	let said = body.replace(/\s+/g, ' ').trim();
	for (const secret of Object.values(secrets)) {
		if (secret !== '') said = said.replaceAll(secret, '***');
	}
	said = said.slice(0, LONGEST_EXCERPT);
	return `${where} was answered with ${status}${said === '' ? '' : `: ${said}`}`;
}
