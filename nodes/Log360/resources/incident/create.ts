/** Incident > Create. */
import type { IDataObject } from 'n8n-workflow';

import { simplifyIncident } from '../../dialects/simplify';
import { createIncident } from '../../dialects/v2/incidents';
import type { ItemRun, Operation } from '../../operation';
import { requiredText } from '../../parameters/locator';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { overridden, overridePathOption } from '../../parameters/overridePath';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { understood } from '../../transport/understood';
import { incidentBody } from './changes';
import { createFields, nameField } from './fields';
import { incidentIn } from './record';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'create incidents');
	const name = requiredText(context, 'name', 'Name', item);
	const more = context.getNodeParameter('additionalFields', item, {}) as IDataObject;
	const call = createIncident(incidentBody(context, item, { ...more, name }));
	const body = await client.send(overridden(context, item, call));
	const record = understood(incidentIn(body), body, 'incident', context.getNode(), item);
	return simplified(context, item, [record], simplifyIncident, client.consoleUrl());
}

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an incident',
	description:
		'Create an incident with severity, status, assignee, actors and evidence (API V2 only)',
	properties: [
		nameField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: createFields,
		},
		simplifyProperty,
		optionsCollection(dryRunOption, overridePathOption('/api/v2/incident')),
	],
	execute,
};
