/** The fields of workflows that several operations share. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { locator } from '../../parameters/locator';
import { usageError } from '../../transport/errors';
import { isObject } from '../../transport/failure';

export const workflowField = locator(
	'Workflow',
	'workflow',
	'searchWorkflows',
	'1',
	'The workflow, by its template ID',
);

export const runIdField: INodeProperties = {
	displayName: 'Execution ID',
	name: 'executionId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 7',
	description: 'The run, by the execution ID that Workflow > Execute returned',
};

export const executeProperties: INodeProperties[] = [
	workflowField,
	{
		displayName: 'Ticket ID',
		name: 'ticketId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 33630',
		description: 'Ticket of the incident whose device is the target',
	},
	{
		displayName: 'Arguments',
		name: 'arguments',
		type: 'json',
		default: '{}',
		description:
			'Values for the arguments of the workflow as a JSON object, e.g. {"message": "Please log off"}. Workflow > Get Template names them.',
	},
];

/** @throws NodeOperationError when the arguments are no JSON object */
export function workflowArguments(context: IExecuteFunctions, item: number): IDataObject {
	const given: unknown = context.getNodeParameter('arguments', item, {});
	if (isObject(given)) return given;
	const text = String(given ?? '').trim();
	if (text === '') return {};
	try {
		const parsed: unknown = JSON.parse(text);
		if (isObject(parsed)) return parsed;
	} catch {
		// Told below, together with JSON that is no object.
	}
	throw usageError(
		context.getNode(),
		'Arguments are not a JSON object',
		'Write them like {"message": "Please log off"}.',
		item,
	);
}
