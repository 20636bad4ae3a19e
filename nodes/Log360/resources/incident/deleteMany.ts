/** Incident > Delete Many: up to a hundred incidents in one call. */
import { MAX_INCIDENTS } from '../../dialects/extension/incidents';
import { deleteIncidents } from '../../dialects/v2/incidents';
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { overridden, overridePathOption } from '../../parameters/overridePath';
import { incidentIdsField } from './fields';
import { incidentIdsOf } from './ids';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'delete incidents');
	const ids = incidentIdsOf(context, item, 'delete');
	await client.send(overridden(context, item, deleteIncidents(ids)));
	return ids.map((id) => ({ id, deleted: true }));
}

export const deleteMany: Operation = {
	value: 'deleteMany',
	name: 'Delete Many',
	action: 'Delete many incidents',
	description: `Delete up to ${MAX_INCIDENTS} incidents for good, all or none (API V2 only)`,
	properties: [
		incidentIdsField,
		optionsCollection(dryRunOption, overridePathOption('/api/v2/incident')),
	],
	execute,
};
