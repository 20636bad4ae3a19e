/** Log Source > Enable: the way back from Disable. */
import { setLogSourceStatus } from '../../dialects/extension/others';
import { readList } from '../../dialects/read';
import { simplifyLogSource } from '../../dialects/simplify';
import { MAX_SOURCES } from '../../dialects/v2/logSources';
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';
import { namesField, namesOf } from './names';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v2', 'enable log sources');
	const names = namesOf(run, 'enable', MAX_SOURCES);
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
		namesField('enable', `, at most ${MAX_SOURCES}`),
		simplifyProperty,
		optionsCollection(dryRunOption),
	],
	execute,
};
