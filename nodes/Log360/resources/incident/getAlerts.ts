/** Incident > Get Alerts: the alerts that made or joined an incident. */
import type { IDataObject } from 'n8n-workflow';

import { incidentAlerts } from '../../dialects/extension/incidents';
import { alertFingerprint } from '../../dialects/fingerprint';
import { simplifyAlert } from '../../dialects/flat';
import { readPage } from '../../dialects/read';
import type { ItemRun, Operation } from '../../operation';
import { locatedId } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { limitOf, pagingProperties } from '../../parameters/paging';
import { shapeOf, shapeProperties } from '../../parameters/shape';
import { understood } from '../../transport/understood';
import { readWindows } from '../../transport/windows';
import { EXTENSION } from '../shared/extension';
import { incidentField } from './fields';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v2', 'get the alerts of incidents');
	const id = await locatedId(run, 'incident', 'incident');
	const shape = shapeOf(context, item, (hit) => simplifyAlert(hit, client.consoleUrl()));
	const read = (body: unknown) =>
		understood(readPage(body), body, 'alerts', context.getNode(), item).hits;
	const list = {
		call: (window: { from: number; size: number }) => incidentAlerts(id, window),
		read,
		identity: (hit: IDataObject) => alertFingerprint(hit),
	};
	return (await readWindows(client, list, limitOf(context, item))).map(shape);
}

export const getAlerts: Operation = {
	value: 'getAlerts',
	name: 'Get Alerts',
	action: 'Get the alerts of an incident',
	description: `Get the alerts that made or joined an incident. ${EXTENSION}.`,
	properties: [incidentField, ...pagingProperties, ...shapeProperties(), optionsCollection()],
	execute,
};
