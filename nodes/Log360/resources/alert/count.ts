/** Alert > Count: how many alerts match, without reading them. */
import { countAlerts } from '../../dialects/extension/alerts';
import { numberOf, payload } from '../../dialects/read';
import { isoTime } from '../../dialects/times';
import type { ItemRun, Operation } from '../../operation';
import { alertCriteria, alertProperties } from '../../parameters/alerts';
import { optionsCollection } from '../../parameters/options';
import { singles } from '../../transport/alertPages';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'count alerts');
	const criteria = alertCriteria(context, item);
	let count = 0;
	let exact = true;
	for (const part of singles(criteria)) {
		const body = await client.send(countAlerts(part));
		const inner = payload(body);
		const found = isObject(inner) ? numberOf(inner.count) : undefined;
		count += understood(found, body, 'count', context.getNode(), item);
		exact = exact && isObject(inner) && inner.exact !== false;
	}
	return [{ count, exact, from: isoTime(criteria.from), to: isoTime(criteria.to) }];
}

export const count: Operation = {
	value: 'count',
	name: 'Count',
	action: 'Count alerts',
	description: `Count the alerts of a time range, for thresholds and reports. ${EXTENSION}.`,
	properties: [...alertProperties, optionsCollection()],
	execute,
};
