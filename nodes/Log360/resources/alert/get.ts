/** Alert > Get. */
import { simplifyAlert } from '../../dialects/flat';
import { alert } from '../../dialects/extension/alerts';
import type { ItemRun, Operation } from '../../operation';
import { requiredText } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { simplifyProperty } from '../../parameters/simplify';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';
import { alertIdField, alertIn, hitOf } from './fields';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'get single alerts');
	const id = requiredText(context, 'alertId', 'Alert ID', item);
	const simple = context.getNodeParameter('simplify', item, true) === true;
	const body = await client.send(alert(id));
	const record = understood(alertIn(body), body, 'alert', context.getNode(), item);
	return [simple ? simplifyAlert(hitOf(record), client.consoleUrl()) : record];
}

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an alert',
	description: `Get one alert by its ID; without Simplify also its events and its incident. ${EXTENSION}.`,
	properties: [alertIdField, simplifyProperty, optionsCollection()],
	execute,
};
