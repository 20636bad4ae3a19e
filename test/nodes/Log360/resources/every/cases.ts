/** Every operation with the least parameters that it takes, and the requests it makes then, in each generation that has it. */
import type { INodeParameters } from 'n8n-workflow';

import type { Case, Kind } from './case';
import { INCIDENTS } from './cases.incidents';
import { INVENTORY } from './cases.inventory';
import { LOGS } from './cases.logs';

export type { Case, Kind, Request } from './case';

export const CASES: readonly Case[] = [...LOGS, ...INVENTORY, ...INCIDENTS];

/** Each operation in each generation that has it, for `it.each`. */
export const RUNS = CASES.flatMap((entry) =>
	(Object.keys(entry.requests) as Kind[]).map((kind) => ({ ...entry, kind })),
);

/** The parameters of the node for a case. */
export function parametersOf(entry: Pick<Case, 'name' | 'parameters'>, more: INodeParameters = {}) {
	const [resource, operation] = entry.name.split('/');
	return { resource, operation, ...entry.parameters, ...more } as INodeParameters;
}
