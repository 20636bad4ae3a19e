/** Log > Check Query: whether a query can be parsed, which fields it names, and how much it would find. */
import type { IDataObject } from 'n8n-workflow';

import { checkQuery as checkCall } from '../../dialects/extension/others';
import { numberOf, payload } from '../../dialects/read';
import type { ItemRun, Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { queryOf } from '../../parameters/query';
import { queryProperty } from '../../parameters/search';
import { readTimeRange, timeRangeProperties } from '../../parameters/timeRange';
import { parameterError } from '../../transport/errors';
import { isObject } from '../../transport/failure';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v2', 'check queries');
	const { query, range } = parametersOf(run);
	const target = context.getNodeParameter('target', item, 'logs') === 'alerts' ? 'alerts' : 'logs';
	const body = await client.send(checkCall(query, range, target));
	const inner = payload(body);
	const verdict = isObject(inner) && typeof inner.valid === 'boolean' ? inner : undefined;
	return [verdictOf(query, understood(verdict, body, 'verdict', context.getNode(), item))];
}

function parametersOf({ context, item }: ItemRun) {
	try {
		const query = queryOf(context.getNodeParameter('query', item, ''));
		return { query, range: readTimeRange(context, item) };
	} catch (error) {
		throw parameterError(context.getNode(), error, item);
	}
}

function verdictOf(query: string, verdict: IDataObject): IDataObject {
	const hits = isObject(verdict.hits) ? verdict.hits : {};
	return {
		query,
		valid: verdict.valid,
		problem: verdict.error ?? null,
		position: numberOf(verdict.position) ?? null,
		everything: verdict.everything ?? null,
		fields: verdict.fields ?? [],
		unknownFields: verdict.unknown_fields ?? [],
		hits: numberOf(hits.count) ?? null,
		exact: hits.exact ?? null,
	};
}

export const checkQuery: Operation = {
	value: 'checkQuery',
	name: 'Check Query',
	action: 'Check a query',
	description: `Tell whether a query can be parsed, where it is wrong, which fields the server does not know, and how many hits it would have. ${EXTENSION}.`,
	properties: [
		queryProperty,
		{
			displayName: 'Target',
			name: 'target',
			type: 'options',
			options: [
				{ name: 'Alerts', value: 'alerts' },
				{ name: 'Logs', value: 'logs' },
			],
			default: 'logs',
			description: 'What the query is to search',
		},
		...timeRangeProperties,
		optionsCollection(),
	],
	execute,
};
