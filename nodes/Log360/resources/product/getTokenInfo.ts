/** Product > Get Token Info: what the token of the credential may do, and how long. */
import { tokenInfo } from '../../dialects/extension/others';
import { readToken, simplifyToken } from '../../dialects/tokenInfo';
import type { ItemRun, Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'get what a token may do');
	const body = await client.send(tokenInfo());
	const token = understood(readToken(body), body, 'token', context.getNode(), item);
	return [simplifyToken(token)];
}

export const getTokenInfo: Operation = {
	value: 'getTokenInfo',
	name: 'Get Token Info',
	action: 'Get token info',
	description: `Get the scopes of the credential's token and when it expires, e.g. to warn before it does. ${EXTENSION}.`,
	properties: [optionsCollection()],
	execute,
};
