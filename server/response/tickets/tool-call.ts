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
		throw new ToolError(describe(request, response, hidden(request, secrets)), response);
	};
}

function urlOf(base: string, { path, query }: ToolRequest): string {
	const url = base.replace(/(?<!\/)\/+$/, '') + path;
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

/** Headers that are made of secrets, whole or behind their scheme. */
const CREDENTIALS = /authorization|cookie|token|secret|key|password/i;

/** The secrets, and what the request made of them: Basic credentials are another text than the password in them. */
function hidden(request: ToolRequest, secrets: Secrets): readonly string[] {
	const made = Object.entries(request.headers ?? {})
		.filter(([name]) => CREDENTIALS.test(name))
		.flatMap(([, value]) => [value, value.replace(/^\w+ +/, '')]);
	const known = Object.values(secrets).flatMap((secret) => [
		secret,
		JSON.stringify(secret).slice(1, -1),
		encodeURIComponent(secret),
	]);
	// The longest first: a part that is blotted out would leave the rest of the whole.
	return [...made, ...known].filter((text) => text !== '').sort((a, b) => b.length - a.length);
}

/** Method, path and status, and what the tool says; a secret that it repeats is blotted out. */
function describe(
	request: ToolRequest,
	{ status, body }: OutgoingResponse,
	secrets: readonly string[],
): string {
	const where = `${request.method} ${request.path === '' ? 'the address' : request.path}`;
	if (status >= 300 && status < 400)
		return `${where} was answered with a redirect (${status}), which is not followed`;
	let said = body.replace(/\s+/g, ' ').trim();
	for (const secret of secrets) said = said.replaceAll(secret, '***');
	said = said.slice(0, LONGEST_EXCERPT);
	return `${where} was answered with ${status}${said === '' ? '' : `: ${said}`}`;
}
