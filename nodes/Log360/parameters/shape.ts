/** Which fields of alerts and logs leave the node. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isTool } from '../asTool/isTool';
import type { Hits } from '../dialects/dialect';
import { bareName } from '../dialects/fieldLookup';
import { usageError } from '../transport/errors';
import { idList } from './ids';

/** Turns a hit into what leaves the node. */
export type Shape = (hit: IDataObject) => IDataObject;

const shapeProperty: INodeProperties = {
	displayName: 'Output Fields',
	name: 'outputFields',
	type: 'options',
	options: [
		{ name: 'Raw', value: 'raw', description: 'All fields as the server sends them' },
		{ name: 'Selected Fields', value: 'selected', description: 'Only the fields that you name' },
		{
			name: 'Simplified',
			value: 'simplified',
			description: 'The same few fields in every API version, with times in ISO 8601',
		},
	],
	default: 'simplified',
	description: 'Which fields each result has',
};

const selectionProperty: INodeProperties = {
	displayName: 'Fields',
	name: 'selectedFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. TIME, HOSTNAME, USERNAME, REMOTEIP',
	displayOptions: { show: { outputFields: ['selected'] } },
	description:
		'Names of the fields to return, separated by commas. Log Field > Get Many lists them; case, spaces and underscores do not matter.',
};

/** @param onlyFor values of other parameters for which fields can be chosen, e.g. no files */
export function shapeProperties(onlyFor: Record<string, string[]> = {}): INodeProperties[] {
	return [shapeProperty, selectionProperty].map((property) => ({
		...property,
		displayOptions: { show: { ...onlyFor, ...property.displayOptions?.show } },
	}));
}

/**
 * How the hits of an item are shaped.
 *
 * @param simplify makes the simplified form
 * @throws NodeOperationError where fields shall be selected and none is named
 */
export function shapeOf(
	context: Pick<IExecuteFunctions, 'getNodeParameter' | 'getNode'>,
	item: number,
	simplify: Shape,
): Shape {
	const choice = context.getNodeParameter('outputFields', item, 'simplified');
	if (choice === 'raw') return (hit) => hit;
	if (choice !== 'selected') {
		return isTool(context.getNode()) ? (hit) => brief(simplify(hit)) : simplify;
	}
	const names = idList(context.getNodeParameter('selectedFields', item, ''));
	if (names.length > 0) return (hit) => selected(hit, names);
	throw usageError(
		context.getNode(),
		'Fields is empty',
		'Name the fields to return, or choose Simplified or Raw.',
		item,
	);
}

/** Longest message that an agent gets; it reads, and pays for, all of it. */
const LONGEST_MESSAGE = 500;

/** The same with a long message cut, which says by how much. */
function brief(record: IDataObject): IDataObject {
	const { message } = record;
	if (typeof message !== 'string' || message.length <= LONGEST_MESSAGE) return record;
	const rest = message.length - LONGEST_MESSAGE;
	return { ...record, message: `${message.slice(0, LONGEST_MESSAGE)}… (${rest} more characters)` };
}

/** The named fields in the order and spelling in which they were named; what a hit does not have is left out. */
export function selected(hit: IDataObject, names: readonly string[]): IDataObject {
	const keys = new Map(Object.keys(hit).map((key) => [bareName(key), key]));
	return Object.fromEntries(
		names.flatMap((name) => {
			const key = name in hit ? name : keys.get(bareName(name));
			return key === undefined ? [] : [[name, hit[key]]];
		}),
	);
}

/** Hits that take their shape when their turn comes. */
export function shaped(hits: Hits, shape: Shape): Hits {
	return {
		length: hits.length,
		*[Symbol.iterator]() {
			for (const hit of hits) yield shape(hit);
		},
	};
}
