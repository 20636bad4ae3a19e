/** The things that pickers offer, read from either generation. */
import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { dialectOf } from '../dialects';
import {
	choicesOf,
	LOG_FIELD_KEYS,
	LOG_SOURCE_GROUP_KEYS,
	LOG_SOURCE_KEYS,
	LOG_TYPE_KEYS,
} from '../dialects/choices';
import type { Choice } from '../dialects/dialect';
import { readList } from '../dialects/read';
import { logSourceGroups } from '../dialects/v2/metadata';
import type { Client } from '../transport/client';
import { readWindows } from '../transport/pages';
import { understood } from '../transport/understood';

/** Pickers are for choosing by eye; whoever has more log sources gives ids. */
const MOST = 2_000;

export async function listLogSources(
	context: ILoadOptionsFunctions,
	client: Client,
): Promise<Choice[]> {
	return choicesOf(await logSourceRecords(context, client), LOG_SOURCE_KEYS);
}

/** V1 has no list of groups, but names the group of each log source (documented). */
export async function listLogSourceGroups(
	context: ILoadOptionsFunctions,
	client: Client,
): Promise<Choice[]> {
	if (client.generation === 'v1') {
		const records = await logSourceRecords(context, client);
		return choicesOf(records, { list: [], id: ['group'], name: ['group'], hint: [] });
	}
	const read = reader(context, LOG_SOURCE_GROUP_KEYS.list, 'log source groups');
	return choicesOf(await readWindows(client, logSourceGroups, read, MOST), LOG_SOURCE_GROUP_KEYS);
}

export async function listLogTypes(
	context: ILoadOptionsFunctions,
	client: Client,
): Promise<Choice[]> {
	const { logTypes } = dialectOf(client.generation);
	const read = reader(context, LOG_TYPE_KEYS.list, 'log types');
	return choicesOf(await readWindows(client, logTypes, read, MOST), LOG_TYPE_KEYS);
}

export async function listLogFields(
	context: ILoadOptionsFunctions,
	client: Client,
): Promise<Choice[]> {
	const body = await client.send(dialectOf(client.generation).logFields());
	return choicesOf(reader(context, LOG_FIELD_KEYS.list, 'log fields')(body), LOG_FIELD_KEYS);
}

async function logSourceRecords(
	context: ILoadOptionsFunctions,
	client: Client,
): Promise<IDataObject[]> {
	const { logSources } = dialectOf(client.generation);
	return await readWindows(
		client,
		logSources,
		reader(context, LOG_SOURCE_KEYS.list, 'log sources'),
		MOST,
	);
}

function reader(context: ILoadOptionsFunctions, keys: readonly string[], what: string) {
	return (body: unknown) => understood(readList(body, keys), body, what, context.getNode());
}
