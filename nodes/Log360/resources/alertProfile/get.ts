/** Alert Profile > Get. */
import type { IDataObject } from 'n8n-workflow';

import { ALERT_PROFILE_KEYS } from '../../dialects/choices';
import { payload, pick } from '../../dialects/read';
import { simplifyAlertProfile } from '../../dialects/simplify';
import { alertProfile } from '../../dialects/v2/alerts';
import { listAlertProfiles } from '../../methods/lists';
import type { ItemRun, Operation } from '../../operation';
import { locatedId, locator } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { overridden, overridePathOption } from '../../parameters/overridePath';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { usageError } from '../../transport/errors';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';

async function execute(run: ItemRun) {
	const { context, item } = run;
	const id = await locatedId(run, 'profile', 'alertProfile');
	const record = run.client.generation === 'v1' ? await fromList(run, id) : await fromPath(run, id);
	return simplified(context, item, [record], simplifyAlertProfile, run.client.consoleUrl());
}

/** V1 has only the list. */
async function fromList({ context, item, client }: ItemRun, id: string): Promise<IDataObject> {
	const access = { client, node: context.getNode(), item, limit: Infinity };
	const records = await listAlertProfiles(access);
	const found = records.find((record) => pick(record, ALERT_PROFILE_KEYS.id) === id);
	if (found) return found;
	throw usageError(
		context.getNode(),
		`There is no alert profile ${id}`,
		'Take the ID from Alert Profile > Get Many.',
		item,
	);
}

async function fromPath({ context, item, client }: ItemRun, id: string): Promise<IDataObject> {
	const body = await client.send(overridden(context, item, alertProfile(id)));
	const inner = payload(body);
	const record = isObject(inner) && isObject(inner.profile) ? inner.profile : inner;
	return understood(
		isObject(record) ? record : undefined,
		body,
		'alert profile',
		context.getNode(),
		item,
	);
}

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an alert profile',
	description: 'Get one alert profile by its ID',
	properties: [
		locator('Alert Profile', 'profile', 'alertProfile', 'The alert profile to get'),
		simplifyProperty,
		optionsCollection(overridePathOption('/api/v2/alerts/profile/1801')),
	],
	execute,
};
