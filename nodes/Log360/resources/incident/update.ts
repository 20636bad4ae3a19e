/** Incident > Update. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { simplifyIncident } from '../../dialects/simplify';
import { isoTime } from '../../dialects/times';
import { updateIncident, updateIncidentByBody } from '../../dialects/v2/incidents';
import type { ItemRun, Operation } from '../../operation';
import { locatedId } from '../../parameters/locator';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { overridden, overridePathOption } from '../../parameters/overridePath';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { isObject } from '../../transport/failure';
import { changesOf, unchangedSince } from './changes';
import {
	actorsField,
	clearField,
	evidenceField,
	incidentField,
	incidentFields,
	sourceField,
	unchangedSinceOption,
} from './fields';
import { incidentIn } from './record';

const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	description: 'New name of the incident',
};

/** Two sources disagree on where the ID goes. */
const idInBodyOption: INodeProperties = {
	displayName: 'Send ID in Body',
	name: 'idInBody',
	type: 'boolean',
	default: false,
	description:
		'Whether to call /api/v2/incident with the ID in the body instead of in the path; the vendor does not document which one a build takes',
};

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v2', 'update incidents');
	const id = await locatedId(run, 'incident', 'incident');
	const changes = changesOf(run);
	const { idInBody } = context.getNodeParameter('options', item, {}) as { idInBody?: boolean };
	const since = unchangedSince(context, item);
	const change = since === undefined ? changes : { ...changes, updated_time: isoTime(since) };
	const call = idInBody ? updateIncidentByBody(id, change) : updateIncident(id, change);
	const body = await client.send(overridden(context, item, call));
	const record = incidentIn(body) ?? {};
	const known = record.incident_id === undefined ? { incident_id: id, ...record } : record;
	const simplify = (found: IDataObject, consoleUrl?: string) => ({
		...simplifyIncident(found, consoleUrl),
		...updatedIn(body),
	});
	return simplified(context, item, [known], simplify, client.consoleUrl());
}

/** Whether the change made a difference, where the server tells; only log360-server does. */
function updatedIn(body: unknown): IDataObject {
	const meta = isObject(body) && isObject(body.meta) ? body.meta : {};
	return typeof meta.updated === 'boolean' ? { updated: meta.updated } : {};
}

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update an incident',
	description:
		'Change name, description, severity, status, assignee, due date or actors of an incident, or add a note or evidence (API V2 only)',
	properties: [
		incidentField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				...incidentFields,
				{
					...actorsField,
					description: `${actorsField.description}. They replace those there are.`,
				},
				clearField(['assignee', 'description', 'due_date']),
				{
					...evidenceField,
					description: `${evidenceField.description}. It is added to what there is.`,
				},
				{
					...sourceField,
					displayName: 'Evidence Source',
					description: 'What the evidence came from',
				},
				nameField,
			].sort((one, other) => one.displayName.localeCompare(other.displayName)),
		},
		simplifyProperty,
		optionsCollection(
			dryRunOption,
			idInBodyOption,
			overridePathOption('/api/v2/incident/3000000438278'),
			unchangedSinceOption,
		),
	],
	execute,
};
