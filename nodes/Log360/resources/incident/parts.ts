/** Incident > Get Notes, Get Evidence, Get Activity: the parts of an incident as items of their own. */
import type { IDataObject } from 'n8n-workflow';

import { parts, type Part } from '../../dialects/extension/incidents';
import { readList } from '../../dialects/read';
import type { ItemRun, Operation } from '../../operation';
import { locatedId } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { limitOf, pagingProperties } from '../../parameters/paging';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { understood } from '../../transport/understood';
import { readWindows } from '../../transport/windows';
import { EXTENSION } from '../shared/extension';
import { incidentField } from './fields';

/** Reads one kind of parts, each with the incident that it belongs to. */
function reader(part: Part, simplify: (record: IDataObject) => IDataObject) {
	return async (run: ItemRun) => {
		const { context, item, client } = run;
		client.need('v2', `get the ${part} of incidents`);
		const incidentId = await locatedId(run, 'incident', 'incident');
		const read = (body: unknown) =>
			understood(readList(body, [part]), body, part, context.getNode(), item);
		const list = {
			call: (window: { from: number; size: number }) => parts(incidentId, part, window),
			read,
			identity: (record: IDataObject) => JSON.stringify(record),
		};
		const records = await readWindows(client, list, limitOf(context, item));
		const found = simplified(context, item, records, simplify);
		return found.map((record) => ({ incidentId, ...record }));
	};
}

/** The operation that gives one kind of parts. */
export function partOperation(
	part: Part,
	value: string,
	name: string,
	description: string,
	simplify: (record: IDataObject) => IDataObject,
): Operation {
	return {
		value,
		name,
		action: `Get the ${part} of an incident`,
		description: `${description}, oldest first. ${EXTENSION}.`,
		properties: [incidentField, ...pagingProperties, simplifyProperty, optionsCollection()],
		execute: reader(part, simplify),
	};
}
