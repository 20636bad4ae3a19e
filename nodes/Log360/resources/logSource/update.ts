/** Log Source > Update. */
import type { IDataObject } from 'n8n-workflow';

import { wireId } from '../../dialects/ids';
import { present } from '../../dialects/present';
import { payload, readList } from '../../dialects/read';
import { simplifyLogSource } from '../../dialects/simplify';
import { updateLogSources } from '../../dialects/v2/logSources';
import type { ItemRun, Operation } from '../../operation';
import { locatedId, locator } from '../../parameters/locator';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { overridden, overridePathOption } from '../../parameters/overridePath';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { usageError } from '../../transport/errors';
import { isObject } from '../../transport/failure';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v2', 'update log sources');
	const id = await locatedId(run, 'logSource', 'logSource');
	const fields = context.getNodeParameter('updateFields', item, {}) as IDataObject;
	const changes = present({
		display_name: fields.displayName || undefined,
		log_source_group_id: fields.group ? wireId(String(fields.group)) : undefined,
		status: fields.status || undefined,
	});
	if (Object.keys(changes).length === 0) {
		throw usageError(
			context.getNode(),
			'There is nothing to update',
			'Add a field to change.',
			item,
		);
	}
	const call = updateLogSources([{ log_source_id: wireId(id), ...changes }]);
	const body = await client.send(overridden(context, item, call));
	const updated = readList(body, ['log_sources']);
	if (updated !== undefined && updated.length > 0) {
		return simplified(context, item, updated, simplifyLogSource);
	}
	const answer = payload(body);
	return [isObject(answer) ? answer : { success: true }];
}

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a log source',
	description: 'Rename, move, enable or disable a log source (API V2 only)',
	properties: [
		locator('Log Source', 'logSource', 'logSource', 'The log source to update'),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Display Name',
					name: 'displayName',
					type: 'string',
					default: '',
					description: 'New name in the console',
				},
				{
					displayName: 'Group Name or ID',
					name: 'group',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getLogSourceGroups' },
					default: '',
					description:
						'Group to move it to. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Disabled', value: 'disabled' },
						{ name: 'Enabled', value: 'enabled' },
					],
					default: 'enabled',
					description: 'Whether its logs are collected',
				},
			],
		},
		simplifyProperty,
		optionsCollection(dryRunOption, overridePathOption('/api/v2/log-sources')),
	],
	execute,
};
