/** Incident > Delete. */
import { deleteIncidents } from '../../dialects/v2/incidents';
import type { ItemRun, Operation } from '../../operation';
import { locatedId } from '../../parameters/locator';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { overridden, overridePathOption } from '../../parameters/overridePath';
import { incidentField } from './fields';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v2', 'delete incidents');
	const id = await locatedId(run, 'incident', 'incident');
	await client.send(overridden(context, item, deleteIncidents([id])));
	return [{ id, deleted: true }];
}

export const deleteOperation: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete an incident',
	description: 'Delete an incident for good (API V2 only)',
	properties: [
		incidentField,
		optionsCollection(dryRunOption, overridePathOption('/api/v2/incident')),
	],
	execute,
};
