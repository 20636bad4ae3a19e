/** Log Source > Enable: the way back from Disable. */
import { setLogSourceStatus } from '../../dialects/extension/others';
import { readList } from '../../dialects/read';
import { simplifyLogSource } from '../../dialects/simplify';
import { MAX_SOURCES } from '../../dialects/v2/logSources';
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { idList } from '../../parameters/ids';
import { optionsCollection } from '../../parameters/options';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { usageError } from '../../transport/errors';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'enable log sources');
	const names = idList(context.getNodeParameter('names', item, []));
	if (names.length === 0 || names.length > MAX_SOURCES) {
		throw usageError(
			context.getNode(),
			`${names.length} log sources were given; one call enables 1 to ${MAX_SOURCES}`,
			'Correct the list of names.',
			item,
		);
	}
	const body = await client.send(setLogSourceStatus(names, 'enabled'));
	const sources = readList(body, ['log_sources']);
	const known = understood(sources, body, 'log sources', context.getNode(), item);
	return simplified(context, item, known, simplifyLogSource);
}

export const enable: Operation = {
	value: 'enable',
	name: 'Enable',
	action: 'Enable log sources',
	description: `Collect the logs of log sources again, by name; with Log360 itself use Update. ${EXTENSION}.`,
	properties: [
		{
			displayName: 'Log Source Names or IDs',
			name: 'names',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getLogSourceNames' },
			default: [],
			required: true,
			description:
				'Names or addresses of the log sources to enable, at most 100. The IDs are names. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		simplifyProperty,
		optionsCollection(dryRunOption),
	],
	execute,
};
