/** HTTP request: calls a webhook, for instance one of n8n, signed as Standard Webhooks says when a secret is given. */
import { isWebhookSecret, webhookHeaders } from '../../../platform/outgoing';
import { z } from 'zod';
import type { Json } from '../definition';
import { SECRET_PARAMETERS } from '../secret-parameters';
import { blockType, type BlockEnvironment } from './block-type';
import { text } from './fields';

const SECRET_EXPECTED =
	'expected whsec_ and 24 to 64 bytes in base64, or any text of at least 24 characters';
const URL_EXPECTED = 'expected an http or https address without user name and password';
/** Those that carry credentials are given as secret headers, so that no log shows them. */
const SECRET_NAMES = /authorization|cookie|token|secret|api-?key|password/i;
const NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/;
/** The connection's own; a block that sets them could smuggle a second request. */
const FORBIDDEN =
	/^(host|content-length|transfer-encoding|connection|upgrade|expect|te|trailer|webhook-(id|timestamp|signature))$/i;

const url = z
	.string({ error: URL_EXPECTED })
	.max(4_000, { error: URL_EXPECTED })
	.refine(isHttpUrl, { error: URL_EXPECTED });

const headers = z
	.record(z.string(), text('a header value', 4_000))
	.refine((given) => Object.keys(given).every((name) => NAME.test(name) && !FORBIDDEN.test(name)), {
		error: 'expected header names that the block may set (not Host, Content-Length and the like)',
	})
	.refine((given) => Object.values(given).every((value) => !/[\r\n\0]/.test(value)), {
		error: 'expected header values on one line',
	});

const parameters = z.strictObject({
	url,
	method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('POST'),
	headers: headers
		.default({})
		.refine((given) => !Object.keys(given).some((name) => SECRET_NAMES.test(name)), {
			error: 'expected no header with credentials; put it into secretHeaders',
		}),
	secretHeaders: headers.default({}),
	secret: z.string().max(500).refine(isWebhookSecret, { error: SECRET_EXPECTED }).optional().meta({
		description:
			'Signs the request as Standard Webhooks says: whsec_ and 24 to 64 bytes in base64, or any text of at least 24 characters',
	}),
	body: z.json().optional().meta({ description: 'JSON; a text is sent as text/plain' }),
	expectStatus: z.array(z.int().min(100).max(599)).max(20).optional().meta({
		description: 'Statuses that count as success; all of 200 to 299 when absent',
	}),
});

export const httpRequest = blockType({
	type: 'http_request',
	title: 'HTTP request',
	category: 'integration',
	description:
		'Sends a request, for instance to a webhook of n8n. Internal addresses are refused unless allowed.',
	simulated: false,
	parameters,
	secrets: SECRET_PARAMETERS,
	urls: ['url'],
	check: ({ url: given }) => {
		if (typeof given !== 'string' || /^\{\{[^{}]*\}\}$/.test(given.trim())) return undefined;
		// A host that a variable decides would let a log line choose where data goes.
		return /^https?:\/\/[^/?#{}]+([/?#]|$)/i.test(given)
			? undefined
			: 'url: expected placeholders only after the host, or one placeholder for the whole address';
	},
	run: async (given, environment) => {
		const {
			status,
			headers: received,
			body,
		} = await environment.http.send(requestOf(given, environment));
		const output = {
			status,
			contentType: received['content-type'] ?? '',
			body: answerBody(blotted(body, given)),
		};
		const expected = given.expectStatus ?? [];
		const good = expected.length > 0 ? expected.includes(status) : status >= 200 && status < 300;
		return good
			? { status: 'success', output }
			: { status: 'failed', error: `The server answered HTTP ${status}`, output };
	},
});

/** Servers that echo what they were sent must not put secrets into the run's log. */
function blotted(body: string, { secret, secretHeaders }: z.output<typeof parameters>): string {
	let text = body;
	for (const hidden of [secret, ...Object.values(secretHeaders)].flatMap(spellings)) {
		text = text.replaceAll(hidden, '***');
	}
	return text;
}

/** A secret, and what follows a scheme such as `Bearer` in it, as answers may repeat them: as they are, as JSON and addresses write them; the longest first. */
function spellings(secret: string | undefined): readonly string[] {
	if (secret === undefined || secret === '') return [];
	const bare = secret.replace(/^(?:bearer|basic|token) +/i, '');
	const all = [secret, bare].flatMap((text) => [
		...[text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text.toWellFormed())],
	]);
	return all.filter((text) => text.length >= 4).sort((a, b) => b.length - a.length);
}

function requestOf(given: z.output<typeof parameters>, environment: BlockEnvironment) {
	const body = bodyOf(given);
	const signed =
		given.secret === undefined
			? { 'webhook-id': environment.key }
			: webhookHeaders(given.secret, environment.key, environment.now, body?.text ?? '');
	return {
		method: given.method,
		url: given.url,
		headers: {
			'user-agent': 'log360-server',
			...(body === undefined ? {} : { 'content-type': body.type }),
			...given.headers,
			...given.secretHeaders,
			...signed,
		},
		body: body?.text,
		timeoutMs: environment.timeoutMs,
		signal: environment.signal,
	};
}

function bodyOf({ body, method }: z.output<typeof parameters>) {
	if (body === undefined || method === 'GET') return undefined;
	return typeof body === 'string'
		? { text: body, type: 'text/plain; charset=utf-8' }
		: { text: JSON.stringify(body), type: 'application/json' };
}

/** JSON stays JSON in the log, so that later blocks can read its members. */
function answerBody(text: string): Json {
	try {
		return JSON.parse(text) as Json;
	} catch {
		return text;
	}
}

function isHttpUrl(given: string): boolean {
	if (!URL.canParse(given)) return false;
	const { protocol, username, password } = new URL(given);
	return /^https?:$/.test(protocol) && username === '' && password === '';
}
