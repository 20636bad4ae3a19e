/** Incident > Update Many: up to a hundred incidents in one call. */
import { MAX_INCIDENTS, updateIncidents } from '../../dialects/extension/incidents';
import { pick, readList } from '../../dialects/read';
import { isoTime } from '../../dialects/times';
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';
import { changesOf, unchangedSince } from './changes';
import { clearField, incidentFields, incidentIdsField, unchangedSinceOption } from './fields';
import { incidentIdsOf } from './ids';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v2', 'update many incidents');
	const ids = incidentIdsOf(context, item, 'update');
	const changes = changesOf(run);
	const since = unchangedSince(context, item);
	const change = since === undefined ? changes : { ...changes, unchanged_since: isoTime(since) };
	const body = await client.send(updateIncidents(ids, change));
	const records = understood(
		readList(body, ['incidents']),
		body,
		'incidents',
		context.getNode(),
		item,
	);
	return records.map((record) => ({
		id: pick(record, ['incident_id']) ?? '',
		updated: record.updated !== false,
		updatedTime: record.updated_time ?? null,
	}));
}

/** What several incidents can have in common; a description belongs to one. */
const SHARED = new Set(['assignee', 'dueDate', 'note', 'severity', 'status']);

export const updateMany: Operation = {
	value: 'updateMany',
	name: 'Update Many',
	action: 'Update many incidents',
	description: `Change severity, status, assignee or due date of up to ${MAX_INCIDENTS} incidents at once, or add a note to each, e.g. to close them. ${EXTENSION}.`,
	properties: [
		incidentIdsField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				...incidentFields.filter(({ name }) => SHARED.has(name)),
				clearField(['assignee', 'due_date']),
			].sort((one, other) => one.displayName.localeCompare(other.displayName)),
		},
		optionsCollection(dryRunOption, unchangedSinceOption),
	],
	execute,
};
