/** Incident > Create or Update: one open incident for each key. */
import type { IDataObject } from 'n8n-workflow';

import { upsertIncident } from '../../dialects/extension/incidents';
import { simplifyIncident } from '../../dialects/simplify';
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { requiredText } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { simplifyProperty } from '../../parameters/simplify';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';
import { incidentBody } from './changes';
import { createFields, nameField } from './fields';
import { incidentIn } from './record';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'create or update incidents');
	const key = requiredText(context, 'key', 'Key', item);
	const name = requiredText(context, 'name', 'Name', item);
	const more = context.getNodeParameter('additionalFields', item, {}) as IDataObject;
	const simple = context.getNodeParameter('simplify', item, true) === true;
	const changes = incidentBody(context, item, { ...more, name });
	const body = await client.send(upsertIncident({ key, ...changes }));
	const record = understood(incidentIn(body), body, 'incident', context.getNode(), item);
	const meta = isObject(body) && isObject(body.meta) ? body.meta : {};
	return [
		{
			...(simple ? simplifyIncident(record, client.consoleUrl()) : record),
			created: meta.created === true,
			updated: meta.updated !== false,
		},
	];
}

export const createOrUpdate: Operation = {
	value: 'createOrUpdate',
	name: 'Create or Update',
	action: 'Create or update an incident',
	description: `Find the open incident with a key and add actors, note and evidence to it, or else create it: many alerts, one incident. ${EXTENSION}.`,
	properties: [
		{
			displayName: 'Key',
			name: 'key',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. brute-force:web01',
			description:
				'What the incident is about, in your words, such as a host or the key of an alert. While an incident with this key is not closed, it is that one which is updated.',
		},
		nameField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description:
				'Of an incident that is there already, actors are added, the severity is raised, and note and evidence are added; the rest stays',
			options: createFields,
		},
		simplifyProperty,
		optionsCollection(dryRunOption),
	],
	execute,
};
