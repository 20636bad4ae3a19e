/** What a run of the node gave: items, an error, hints. */
import type { IDataObject, INodeExecutionData, IRun } from 'n8n-workflow';

import { run, type Trial } from './run';

/** The items that left the node. Fails the test when the node failed. */
export async function items(trial: Trial): Promise<INodeExecutionData[]> {
	return itemsOf(await run(trial));
}

/** As {@link items}, of a run that is over. */
export function itemsOf(result: IRun): INodeExecutionData[] {
	const task = result.data.resultData.runData.Log360?.[0];
	if (task?.error) throw task.error;
	if (result.data.resultData.error) throw result.data.resultData.error;
	return task?.data?.main[0] ?? [];
}

/** The JSON of the items that left the node. */
export async function output(trial: Trial): Promise<IDataObject[]> {
	return (await items(trial)).map(({ json }) => json);
}

export interface Failure {
	name: string;
	message: string;
	description?: string | null;
	httpCode?: string | null;
	context: IDataObject;
	/** Everything of the error that n8n would store. */
	everything: string;
}

/** The error of the node. Fails the test when the node succeeded. */
export async function failure(trial: Trial): Promise<Failure> {
	const result = await run(trial);
	const error = result.data.resultData.error ?? result.data.resultData.runData.Log360?.[0]?.error;
	if (error === undefined) throw new Error('The node succeeded, but should have failed');
	const seen = new WeakSet<object>();
	const everything = JSON.stringify(
		{ ...error, message: error.message, stack: error.stack, cause: error.cause },
		(_key, value: unknown) => {
			if (typeof value !== 'object' || value === null) return value;
			if (seen.has(value)) return '[circular]';
			seen.add(value);
			return value;
		},
	);
	return Object.assign(error as unknown as Failure, { everything });
}

/** The hints that the node showed beside its output. */
export async function hints(trial: Trial): Promise<string[]> {
	const result = await run(trial);
	const task = result.data.resultData.runData.Log360?.[0];
	return (task?.hints ?? []).map(({ message }) => message);
}
