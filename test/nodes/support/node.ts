/** Short forms for tests that run one operation of the node after the other against a server. */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Backend } from './backend';
import { failure, items, output, type Failure, type Trial } from './n8n';

/** The node with one credential. Operations are named `resource.operation`. */
export interface NodeUnderTest {
	/** The JSON that comes out. */
	run(operation: string, parameters?: object, more?: Partial<Trial>): Promise<IDataObject[]>;
	/** The items that come out, with their files and the items they are paired with. */
	items(
		operation: string,
		parameters?: object,
		more?: Partial<Trial>,
	): Promise<INodeExecutionData[]>;
	/** The error of a run that must fail. */
	fail(operation: string, parameters?: object, more?: Partial<Trial>): Promise<Failure>;
}

export function nodeWith(credentials: () => IDataObject): NodeUnderTest {
	const trial = (name: string, parameters: object, more: Partial<Trial>): Trial => {
		const [resource, operation] = name.split('.');
		return {
			credentials: credentials(),
			// Most tests are about what the server sends; those of the simplified form say so.
			parameters: { resource, operation, outputFields: 'raw', ...parameters } as INodeParameters,
			...more,
		};
	};
	return {
		run: async (name, parameters = {}, more = {}) => await output(trial(name, parameters, more)),
		items: async (name, parameters = {}, more = {}) => await items(trial(name, parameters, more)),
		fail: async (name, parameters = {}, more = {}) => await failure(trial(name, parameters, more)),
	};
}

/** Both generations, for `describe.each`: what both can do. */
export const bothGenerations = (server: Backend) =>
	[
		['V2', nodeWith(() => server.v2())],
		['V1', nodeWith(() => server.v1())],
	] as const;

/** The two ways to a V1 token, for `describe.each`: what only V1 can do. */
export const bothWaysToV1 = (server: Backend) =>
	[
		['V1', nodeWith(() => server.v1())],
		['V2 with a V1 token', nodeWith(() => server.v2())],
	] as const;

/** A resource locator that was filled in by hand. */
export const id = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });

/** Settings of a node that goes on after an error and hands the error on as an item. */
export const CONTINUE = { node: { onError: 'continueRegularOutput' } } as const;

/** The bytes of an item's file, which n8n keeps in the item in tests. */
export function fileOf(item: INodeExecutionData | undefined, field = 'data'): Buffer {
	const file = item?.binary?.[field];
	if (file === undefined) throw new Error(`There is no file in ${field}`);
	return Buffer.from(file.data, 'base64');
}
