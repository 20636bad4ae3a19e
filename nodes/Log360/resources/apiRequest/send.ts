/** API Request > Send: any call of either generation, with the token, errors and retries of the node. */
import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { payload } from '../../dialects/read';
import type { ItemRun, Operation } from '../../operation';
import { requiredText } from '../../parameters/locator';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import type { Call } from '../../transport/call';
import { usageError } from '../../transport/errors';
import { isObject } from '../../transport/failure';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	const call = callOf(run);
	if (call.generation === 'v1') client.need('v1', `call ${call.path}`);
	const body = await client.send(call);
	const { unwrap } = context.getNodeParameter('options', item, {}) as { unwrap?: boolean };
	const content = unwrap ? payload(body) : body;
	if (Array.isArray(content))
		return content.map((entry) => (isObject(entry) ? entry : { value: entry as string }));
	return [isObject(content) ? content : { value: (content ?? null) as string | null }];
}

/** A path without dots between slashes, however they are written: they would lead out of the credential's own path. */
function isOwnPath(path: string): boolean {
	if (!/^\/(?!\/)/.test(path) || /[\s\\]/.test(path)) return false;
	const [before = ''] = path.split(/[?#]/);
	const plain = before.replace(/%2e/gi, '.').replace(/%2f|%5c/gi, '/');
	return !/(^|\/)\.\.?(\/|$)/.test(plain) && !plain.includes('//');
}

function callOf({ context, item }: ItemRun): Call {
	const method = context.getNodeParameter('method', item) as IHttpRequestMethods;
	const path = requiredText(context, 'path', 'Path', item);
	if (!isOwnPath(path)) {
		throw usageError(
			context.getNode(),
			`"${path.slice(0, 80)}" is not a path`,
			'Give a path on the server of the credential, such as /api/v2/meta/log-fields. The token is not sent to other addresses.',
			item,
		);
	}
	const hasBody = method !== 'GET';
	return {
		purpose: `call ${method} ${path.replace(/\?[^]*/, '')}`,
		generation: /^\/RestAPI\/v1(\/|$|\?)/.test(path) ? 'v1' : 'v2',
		method,
		path,
		query: objectOf({ context, item }, 'query', 'Query Parameters'),
		...(hasBody ? { body: objectOf({ context, item }, 'body', 'Body') } : {}),
		repeatable: method === 'GET' ? 'always' : 'once',
	};
}

/** A JSON field as an object; empty means without. */
function objectOf(
	{ context, item }: Pick<ItemRun, 'context' | 'item'>,
	name: string,
	label: string,
): IDataObject | undefined {
	const given: unknown = context.getNodeParameter(name, item, '');
	if (isObject(given)) return given;
	const text = String(given ?? '').trim();
	if (text === '' || text === '{}') return undefined;
	try {
		const parsed: unknown = JSON.parse(text);
		if (isObject(parsed)) return parsed;
	} catch {
		// Told below, together with JSON that is no object.
	}
	throw usageError(
		context.getNode(),
		`${label} is not a JSON object`,
		'Write it like {"key": "value"}.',
		item,
	);
}

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an API request',
	description: 'Send any request to API V2 or API V1, for what the other operations do not cover',
	properties: [
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: [
				{ name: 'DELETE', value: 'DELETE' },
				{ name: 'GET', value: 'GET' },
				{ name: 'POST', value: 'POST' },
				{ name: 'PUT', value: 'PUT' },
			],
			default: 'GET',
			description: 'HTTP method of the request',
		},
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. /api/v2/meta/log-fields',
			description: 'Path on the server, beginning with /api/v2 or /RestAPI/v1',
		},
		{
			displayName: 'Query Parameters',
			name: 'query',
			type: 'json',
			default: '{}',
			description: 'Query parameters as a JSON object, e.g. {"from": 1, "limit": 50}',
		},
		{
			displayName: 'Body',
			name: 'body',
			type: 'json',
			default: '{}',
			displayOptions: { hide: { method: ['GET'] } },
			description: 'Body as a JSON object',
		},
		optionsCollection(dryRunOption, {
			displayName: 'Only Return Data',
			name: 'unwrap',
			type: 'boolean',
			default: false,
			description:
				'Whether to return only the content of "data", as one item per entry if it is a list',
		}),
	],
	execute,
};
