/** Log Source > Disable. */
import { disableDevices, MAX_DEVICES } from '../../dialects/v1/devices';
import { payload } from '../../dialects/read';
import type { ItemRun, Operation } from '../../operation';
import { idList } from '../../parameters/ids';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { usageError } from '../../transport/errors';
import { isObject } from '../../transport/failure';

/** One call takes ten names (documented), so more go out in several. */
async function execute({ context, item, client }: ItemRun) {
	client.need('v1', 'disable log sources');
	const names = idList(context.getNodeParameter('names', item, []));
	if (names.length === 0) {
		throw usageError(
			context.getNode(),
			'There is no log source to disable',
			'Give at least one name.',
			item,
		);
	}
	const results = [];
	for (let start = 0; start < names.length; start += MAX_DEVICES) {
		const part = names.slice(start, start + MAX_DEVICES);
		const answer = payload(await client.send(disableDevices(part)));
		const message = isObject(answer) ? answer.message : undefined;
		for (const name of part)
			results.push({ name, disabled: true, ...(message ? { message } : {}) });
	}
	return results;
}

export const disable: Operation = {
	value: 'disable',
	name: 'Disable',
	action: 'Disable log sources',
	description:
		'Stop collecting the logs of log sources. Needs API V1; with a V2 credential, its V1 Token. API V2 can do the same with Update.',
	properties: [
		{
			displayName: 'Log Source Names or IDs',
			name: 'names',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getLogSourceNames' },
			default: [],
			required: true,
			description:
				'Names or addresses of the log sources to disable. The IDs are names. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		optionsCollection(dryRunOption),
	],
	execute,
};
