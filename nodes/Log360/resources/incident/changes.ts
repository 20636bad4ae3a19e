/** Reads what shall be written into an incident from the fields of Create and Update. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { present } from '../../dialects/present';
import { isoTime } from '../../dialects/times';
import type { ItemRun } from '../../operation';
import { idList } from '../../parameters/ids';
import { epochOf } from '../../parameters/timeRange';
import { severityOf, statusOf } from '../../parameters/words';
import { parameterError, usageError } from '../../transport/errors';
import { unchangedSinceOption } from './fields';
import { actorsOf, evidenceOf } from './involved';

/**
 * What Update Fields of an item set and clear.
 *
 * @throws NodeOperationError when that is nothing
 */
export function changesOf({ context, item }: ItemRun): IDataObject {
	const fields = context.getNodeParameter('updateFields', item, {}) as IDataObject;
	const changes: IDataObject = { ...incidentBody(context, item, fields), ...clearedFields(fields) };
	// What the incident came from stays; the field tells the source of new evidence.
	delete changes.source;
	if (Object.keys(changes).length > 0) return changes;
	throw usageError(context.getNode(), 'There is nothing to update', 'Add a field to change.', item);
}

/**
 * The time that a change is based on, against two people who change the same incident.
 *
 * @returns epoch milliseconds; `undefined` where it is not set
 */
export function unchangedSince(context: IExecuteFunctions, item: number): number | undefined {
	const { unchangedSince: given } = context.getNodeParameter('options', item, {}) as IDataObject;
	if (given === undefined || given === '') return undefined;
	try {
		return epochOf(given, unchangedSinceOption.displayName, context.getTimezone());
	} catch (error) {
		throw parameterError(
			context.getNode(),
			error,
			item,
			'Give the updatedTime of the incident as it was read.',
		);
	}
}

/** The API empties a field with null; a description is a text, and so an empty one. */
function clearedFields(fields: IDataObject): IDataObject {
	const names = idList(fields.clear).filter((name) =>
		['assignee', 'description', 'due_date'].includes(name),
	);
	return Object.fromEntries(names.map((name) => [name, name === 'description' ? '' : null]));
}

/** The body for these fields; what is empty is left out. Keys are assumed, after the observed keys of answers. */
export function incidentBody(
	context: IExecuteFunctions,
	item: number,
	fields: IDataObject,
): IDataObject {
	try {
		return present({
			name: fields.name || undefined,
			description: fields.description || undefined,
			severity: fields.severity ? severityOf(fields.severity) : undefined,
			status: fields.status ? statusOf(fields.status) : undefined,
			assignee: fields.assignee || undefined,
			due_date: fields.dueDate
				? isoTime(epochOf(fields.dueDate, 'Due Date', context.getTimezone()))
				: undefined,
			note: fields.note || undefined,
			actors: actorsOf(fields.actors),
			evidence: evidenceOf(fields.evidence, fields.source),
			source: fields.source || undefined,
		});
	} catch (error) {
		throw parameterError(context.getNode(), error, item, 'Correct the field.');
	}
}
