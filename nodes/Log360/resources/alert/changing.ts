/** The common part of operations that change an alert: send the change, and say whether anything changed. */
import type { IDataObject } from 'n8n-workflow';

import { simplifyAlert } from '../../dialects/flat';
import { updateAlert } from '../../dialects/extension/alerts';
import type { ItemRun } from '../../operation';
import { requiredText } from '../../parameters/locator';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';
import { alertIn, hitOf } from './fields';

/** @returns the alert as it is now, with `updated`: whether the change made a difference */
export async function changeAlert(
	{ context, item, client }: ItemRun,
	changes: IDataObject,
): Promise<IDataObject[]> {
	const id = requiredText(context, 'alertId', 'Alert ID', item);
	const body = await client.send(updateAlert(id, changes));
	const record = understood(alertIn(body), body, 'alert', context.getNode(), item);
	const updated = isObject(body) && isObject(body.meta) ? body.meta.updated !== false : true;
	return [{ ...simplifyAlert(hitOf(record), client.consoleUrl()), updated }];
}
