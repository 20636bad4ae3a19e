/** Incident > Get. */
import { simplifyIncident } from '../../dialects/simplify';
import type { FieldNames } from '../../dialects/dialect';
import { incident } from '../../dialects/v2/incidents';
import type { ItemRun, Operation } from '../../operation';
import { locatedId } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { fieldNamesOption } from '../../parameters/search';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { understood } from '../../transport/understood';
import { incidentField } from './fields';
import { incidentIn } from './record';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v2', 'get incidents');
	const id = await locatedId(run, 'incident', 'incident');
	const { fieldNames } = context.getNodeParameter('options', item, {}) as {
		fieldNames?: FieldNames;
	};
	const body = await client.send(incident(id, fieldNames ?? 'server'));
	const record = understood(incidentIn(body), body, 'incident', context.getNode(), item);
	return simplified(context, item, [record], simplifyIncident, client.consoleUrl());
}

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an incident',
	description:
		'Get one incident by its ID; without Simplify also its notes, evidence and activity log (API V2 only)',
	properties: [incidentField, simplifyProperty, optionsCollection(fieldNamesOption)],
	execute,
};
