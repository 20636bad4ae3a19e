/** All resources of the node, and the parameters made from them. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { inBothForms } from '../asTool/forms';
import type { Operation, Resource } from '../operation';
import { agent } from './agent';
import { alert } from './alert';
import { alertProfile } from './alertProfile';
import { apiRequest } from './apiRequest';
import { domain } from './domain';
import { incident } from './incident';
import { job } from './job';
import { log } from './log';
import { logField } from './logField';
import { logSource } from './logSource';
import { logType } from './logType';
import { product } from './product';
import { report } from './report';
import { ticketNotification } from './ticketNotification';
import { user } from './user';
import { workflow } from './workflow';

export const resources: readonly Resource[] = [
	agent,
	alert,
	alertProfile,
	apiRequest,
	domain,
	incident,
	job,
	log,
	logField,
	logSource,
	logType,
	product,
	report,
	ticketNotification,
	user,
	workflow,
];

/** The parameters Resource and Operation, then those of every operation. */
export function nodeProperties(): INodeProperties[] {
	return [
		resourceProperty(),
		...resources.map(operationProperty),
		...resources.flatMap(ownProperties),
	];
}

/** @returns `undefined` for a pair that does not exist */
export function findOperation(resource: string, operation: string): Operation | undefined {
	return resources
		.find((candidate) => candidate.value === resource)
		?.operations.find((candidate) => candidate.value === operation);
}

function resourceProperty(): INodeProperties {
	const options = resources.map(({ name, value, description }) => ({ name, value, description }));
	return menu('Resource', 'resource', options, 'log');
}

function operationProperty(resource: Resource): INodeProperties {
	const options = resource.operations.map(({ name, value, action, description }) => ({
		name,
		value,
		action,
		description,
	}));
	return {
		...menu('Operation', 'operation', options, resource.default),
		displayOptions: { show: { resource: [resource.value] } },
	};
}

function menu(
	displayName: string,
	name: string,
	options: INodePropertyOptions[],
	initial: string,
): INodeProperties {
	const sorted = [...options].sort((one, other) => one.name.localeCompare(other.name));
	return {
		displayName,
		name,
		type: 'options',
		noDataExpression: true,
		options: sorted,
		default: initial,
	};
}

/** The parameters of each operation, shown only for it. */
function ownProperties(resource: Resource): INodeProperties[] {
	return resource.operations.flatMap((operation) =>
		operation.properties.flatMap(inBothForms).map((property) => ({
			...property,
			displayOptions: {
				...property.displayOptions,
				show: {
					...property.displayOptions?.show,
					resource: [resource.value],
					operation: [operation.value],
				},
			},
		})),
	);
}
