/** Log Source > Get by Name. */
import { logSourceByName } from '../../dialects/extension/others';
import { payload } from '../../dialects/read';
import { simplifyLogSource } from '../../dialects/simplify';
import type { ItemRun, Operation } from '../../operation';
import { requiredText } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'get log sources by name');
	const name = requiredText(context, 'name', 'Name', item);
	const body = await client.send(logSourceByName(name));
	const inner = payload(body);
	const source = isObject(inner) ? inner : undefined;
	const known = understood(source, body, 'log source', context.getNode(), item);
	return simplified(context, item, [known], simplifyLogSource);
}

export const getByName: Operation = {
	value: 'getByName',
	name: 'Get by Name',
	action: 'Get a log source by name',
	description: `Get one log source by its host name, display name or address, as alerts name it. ${EXTENSION}.`,
	properties: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. web01',
			description: 'Host name, display name or address, in any case',
		},
		simplifyProperty,
		optionsCollection(),
	],
	execute,
};
