/** Product > Get Token Info: what the token of the credential may do, and how long. */
import { tokenInfo } from '../../dialects/extension/others';
import { numberOf, payload } from '../../dialects/read';
import type { ItemRun, Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'get what a token may do');
	const body = await client.send(tokenInfo());
	const inner = payload(body);
	const found = isObject(inner) && Array.isArray(inner.scopes) ? inner : undefined;
	const token = understood(found, body, 'token', context.getNode(), item);
	return [
		{
			name: token.name,
			generation: token.generation,
			scopes: token.scopes,
			createdTime: token.created_time ?? null,
			expiresTime: token.expires_time ?? null,
			expiresInSeconds: numberOf(token.expires_in_seconds) ?? null,
		},
	];
}

export const getTokenInfo: Operation = {
	value: 'getTokenInfo',
	name: 'Get Token Info',
	action: 'Get token info',
	description: `Get the scopes of the credential's token and when it expires, e.g. to warn before it does. ${EXTENSION}.`,
	properties: [optionsCollection()],
	execute,
};
