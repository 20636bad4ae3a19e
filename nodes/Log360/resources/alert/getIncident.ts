/** Alert > Get Incident: the incident that an alert made or joined. */
import type { INodeProperties } from 'n8n-workflow';

import { alertIncident } from '../../dialects/extension/alerts';
import { payload } from '../../dialects/read';
import { simplifyIncident } from '../../dialects/simplify';
import type { ItemRun, Operation } from '../../operation';
import { requiredText } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';
import { alertIdField } from './fields';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'get the incident of an alert');
	const alertId = requiredText(context, 'alertId', 'Alert ID', item);
	const body = await client.send(alertIncident(alertId));
	const inner = payload(body);
	const known = isObject(inner) && 'incident' in inner ? inner : undefined;
	const { incident } = understood(known, body, 'incident', context.getNode(), item);
	if (!isObject(incident)) return returnsNone(context, item) ? [{ alertId, id: null }] : [];
	return simplified(context, item, [incident], simplifyIncident, client.consoleUrl());
}

function returnsNone(context: ItemRun['context'], item: number): boolean {
	const { whenNone } = context.getNodeParameter('options', item, {}) as { whenNone?: string };
	return whenNone === 'item';
}

const noneOption: INodeProperties = {
	displayName: 'When There Is None',
	name: 'whenNone',
	type: 'options',
	options: [
		{ name: 'Return an Item', value: 'item', description: 'With the alert and an empty ID' },
		{ name: 'Return Nothing', value: 'nothing', description: 'No item leaves the node' },
	],
	default: 'nothing',
	description: 'What to return for an alert that has no incident, so that a workflow can branch',
};

export const getIncident: Operation = {
	value: 'getIncident',
	name: 'Get Incident',
	action: 'Get the incident of an alert',
	description: `Get the incident that an alert made or joined; nothing where there is none. ${EXTENSION}.`,
	properties: [alertIdField, simplifyProperty, optionsCollection(noneOption)],
	execute,
};
