/** Finds the id of what is picked by its name. */
import type { IDataObject, INode } from 'n8n-workflow';

import { pick } from '../dialects/read';
import type { Client } from '../transport/client';
import { usageError } from '../transport/errors';
import { THINGS, type Thing } from './things';

/** Names that an error offers, and ids of things that have the same one. */
const MOST_OFFERED = 5;

/** What a locator is resolved with. */
export interface Named {
	readonly client: Client;
	/** That errors name. */
	readonly node: INode;
	readonly item?: number;
	/** Ids that this execution has found already, by kind and name. */
	readonly found?: Map<string, string> | undefined;
}

/**
 * The id of the one thing that has this name: exactly so, or else but for capitals.
 *
 * @throws NodeOperationError when none has it, offering names that are alike, or more than one, offering their ids
 */
export async function idOfName(access: Named, kind: Thing, name: string): Promise<string> {
	const known = `${kind} ${name}`;
	const before = access.found?.get(known);
	if (before !== undefined) return before;
	const { list, many } = THINGS[kind];
	if (list === undefined) {
		const message = `${many.charAt(0).toUpperCase()}${many.slice(1)} have no names`;
		throw usageError(access.node, message, 'Choose one from the list or give its ID.', access.item);
	}
	const records = await list({ ...access, limit: Infinity }, name);
	const id = theOne(access, kind, name, records);
	access.found?.set(known, id);
	return id;
}

function theOne(access: Named, kind: Thing, name: string, records: readonly IDataObject[]): string {
	const { keys, one, many } = THINGS[kind];
	const called = (is: (other: string) => boolean) => {
		const byId = new Map<string, IDataObject>();
		for (const record of records) {
			const id = pick(record, keys.id);
			if (id !== undefined && namesOf(record, keys.name).some(is)) byId.set(id, record);
		}
		return byId;
	};
	const exact = called((other) => other === name);
	const alike = exact.size > 0 ? exact : called((other) => bare(other) === bare(name));
	const [id] = alike.keys();
	if (id !== undefined && alike.size === 1) return id;
	const shown = JSON.stringify(name.slice(0, 120));
	if (id !== undefined) {
		throw usageError(
			access.node,
			`${alike.size} ${many} are called ${shown}`,
			`Give one of these by its ID: ${listed([...alike].map(([of, record]) => told(kind, of, record)))}.`,
			access.item,
		);
	}
	const near = records
		.flatMap((record) => namesOf(record, keys.name).slice(0, 1))
		.filter((other) => bare(other).includes(bare(name)) || bare(name).includes(bare(other)));
	const offered = [...new Set(near)].map((other) => JSON.stringify(other));
	throw usageError(
		access.node,
		`There is no ${one.replace(/^an? /, '')} called ${shown}`,
		offered.length > 0
			? `There is ${listed(offered)}. Write the whole name.`
			: `Write the whole name of ${one}, or choose it from the list.`,
		access.item,
	);
}

/** A record may be named by more than one key: a log source by its host and by what people call it. */
function namesOf(record: IDataObject, names: readonly string[]): string[] {
	return names
		.map((key) => pick(record, [key]))
		.filter((text): text is string => text !== undefined)
		.map((text) => text.trim());
}

function told(kind: Thing, id: string, record: IDataObject): string {
	const more = pick(record, THINGS[kind].tells ?? []);
	return more === undefined ? id : `${id} (${more})`;
}

function listed(all: readonly string[]): string {
	const left = all.length - MOST_OFFERED;
	const some = all.slice(0, MOST_OFFERED).join(', ');
	return left > 0 ? `${some} and ${left} more` : some;
}

function bare(text: string): string {
	return text.trim().toLowerCase();
}
