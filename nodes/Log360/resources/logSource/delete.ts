/** Log Source > Delete. */
import { deleteLogSources, MAX_SOURCES } from '../../dialects/v2/logSources';
import type { ItemRun, Operation } from '../../operation';
import { idList } from '../../parameters/ids';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { overridden, overridePathOption } from '../../parameters/overridePath';
import { usageError } from '../../transport/errors';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'delete log sources');
	const ids = idList(context.getNodeParameter('logSources', item, []));
	if (ids.length === 0 || ids.length > MAX_SOURCES) {
		throw usageError(
			context.getNode(),
			`${ids.length} log sources were given; one call deletes 1 to ${MAX_SOURCES}`,
			'Correct the list of log sources.',
			item,
		);
	}
	await client.send(overridden(context, item, deleteLogSources(ids)));
	return ids.map((id) => ({ id, deleted: true }));
}

export const deleteOperation: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete log sources',
	description: 'Delete log sources for good (API V2 only)',
	properties: [
		{
			displayName: 'Log Source Names or IDs',
			name: 'logSources',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getLogSources' },
			default: [],
			required: true,
			description:
				'The log sources to delete, at most 100. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		optionsCollection(dryRunOption, overridePathOption('/api/v2/log-sources')),
	],
	execute,
};
