/** The fields of resource mappers: what a chosen workflow takes as arguments. */
import type {
	FieldType,
	IDataObject,
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { readTemplate } from '../dialects/workflowTemplate';
import { workflowTemplate } from '../dialects/v1/workflows';
import { idOf } from '../parameters/locator';
import { createClient } from '../transport/client';
import { isObject } from '../transport/failure';
import { understood } from '../transport/understood';

const NO_WORKFLOW =
	'Choose a workflow first. Where it comes from an expression, give the arguments as JSON.';

async function getWorkflowArguments(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const chosen: unknown = this.getCurrentNodeParameter('workflow');
	const { mode, value } = isObject(chosen) ? chosen : { mode: 'id', value: chosen };
	const given = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (given === '' || given.startsWith('=')) return { fields: [], emptyFieldsNotice: NO_WORKFLOW };
	const client = await createClient(this);
	client.need('v1', 'get workflow templates');
	const id = await idOf({ client, node: this.getNode() }, 'workflow', mode, given);
	const body = await client.send(workflowTemplate(id));
	const template = understood(readTemplate(body), body, 'workflow template', this.getNode());
	const taken = Array.isArray(template.ARGUMENTS) ? template.ARGUMENTS.filter(isObject) : [];
	return {
		fields: taken.map(fieldOf).filter(({ id: name }) => name !== ''),
		emptyFieldsNotice: 'This workflow takes no arguments',
	};
}

/** Types of arguments (an extension of log360-server; a text where none is told) as the editor has them. */
const TYPES: ReadonlyMap<unknown, FieldType> = new Map([
	['number', 'number'],
	['boolean', 'boolean'],
]);

function fieldOf(argument: IDataObject): ResourceMapperField {
	const text = (value: unknown) =>
		typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	const name = text(argument.NAME);
	const description = text(argument.DESCRIPTION);
	const initial = argument.DEFAULT_VALUE;
	const hasInitial = ['string', 'number', 'boolean'].includes(typeof initial);
	return {
		id: name,
		displayName: description === '' ? name : `${name}: ${description}`,
		required: argument.MANDATORY === true,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: TYPES.get(argument.TYPE) ?? 'string',
		...(hasInitial ? { defaultValue: initial as string | number | boolean } : {}),
	};
}

export const resourceMapping = { getWorkflowArguments };
