/** Alert > Get History: what people did about an alert. */
import { alertHistory } from '../../dialects/extension/alerts';
import { readList } from '../../dialects/read';
import { simplifyHistory } from '../../dialects/simplify';
import type { ItemRun, Operation } from '../../operation';
import { requiredText } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';
import { alertIdField } from './fields';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'get the history of alerts');
	const alertId = requiredText(context, 'alertId', 'Alert ID', item);
	const body = await client.send(alertHistory(alertId));
	const entries = readList(body, ['history']);
	const known = understood(entries, body, 'history', context.getNode(), item);
	return known.map((entry) => ({ alertId, ...simplifyHistory(entry) }));
}

export const getHistory: Operation = {
	value: 'getHistory',
	name: 'Get History',
	action: 'Get the history of an alert',
	description: `Get the changes and notes of an alert, oldest first. ${EXTENSION}.`,
	properties: [alertIdField, optionsCollection()],
	execute,
};
