/** The fields of workflows that several operations share. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { locator } from '../../parameters/locator';
import { usageError } from '../../transport/errors';
import { isObject } from '../../transport/failure';

export const workflowField = locator(
	'Workflow',
	'workflow',
	'workflow',
	'The workflow to work with',
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
		displayName: 'Specify Arguments',
		name: 'specifyArguments',
		type: 'options',
		options: [
			{
				name: 'Using Fields Below',
				value: 'fields',
				description: 'A field for each argument that the chosen workflow takes',
			},
			{ name: 'Using JSON', value: 'json', description: 'For workflows from an expression' },
		],
		default: 'fields',
		description: 'How to give the values that the workflow takes',
	},
	{
		displayName: 'Arguments',
		name: 'mappedArguments',
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		noDataExpression: true,
		displayOptions: { show: { specifyArguments: ['fields'] } },
		typeOptions: {
			loadOptionsDependsOn: ['workflow.value'],
			resourceMapper: {
				resourceMapperMethod: 'getWorkflowArguments',
				mode: 'add',
				fieldWords: { singular: 'argument', plural: 'arguments' },
				addAllFields: true,
				supportAutoMap: false,
				noFieldsError: 'This workflow takes no arguments',
			},
		},
		description: 'Values for the arguments of the workflow',
	},
	{
		displayName: 'Arguments (JSON)',
		name: 'arguments',
		type: 'json',
		default: '{}',
		displayOptions: { show: { specifyArguments: ['json'] } },
		description:
			'Values for the arguments of the workflow as a JSON object, e.g. {"message": "Please log off"}. Workflow > Get Template names them.',
	},
];

/** The fields that were filled in; one that was left empty is not sent, so that its default holds. */
function mappedArguments(given: unknown): IDataObject {
	const entries = Object.entries(isObject(given) ? given : {});
	return Object.fromEntries(
		entries.filter(([, value]) => value !== null && value !== undefined && value !== ''),
	);
}

/** @throws NodeOperationError when the arguments are no JSON object */
export function workflowArguments(context: IExecuteFunctions, item: number): IDataObject {
	if (context.getNodeParameter('specifyArguments', item, 'fields') !== 'json') {
		return mappedArguments(context.getNodeParameter('mappedArguments.value', item, {}));
	}
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
