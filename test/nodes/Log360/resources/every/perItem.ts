/** Runs an operation for two items whose parameters differ, and checks that both requests do, too. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Bench } from '../../../support/cases';
import { items } from '../../../support/n8n';
import type { Kind, Request } from './cases';
import { contractAnswers } from './contract';
import { sent } from './sent';
import { FROM, TO } from './times';

const DAY = 86_400_000;

/** An expression that takes a value from the item. */
export const from = (key: string) => `={{ $json.${key} }}`;
/** A resource locator by ID, whose ID comes from the item. */
export const located = (key: string) => ({ __rl: true, mode: 'id', value: from(key) });

/** Time range parameters that come from the item, and two days for them. */
export const times = { timeRange: from('range'), startTime: from('start'), endTime: from('end') };
export const first = {
	range: 'custom',
	start: '2026-11-01T00:00:00Z',
	end: '2026-11-02T00:00:00Z',
};
export const second = {
	range: 'custom',
	start: '2026-11-02T00:00:00Z',
	end: '2026-11-03T00:00:00Z',
};
export const ISO1 = { start_time: '2026-11-01T00:00:00Z', end_time: '2026-11-02T00:00:00Z' };
export const ISO2 = { start_time: '2026-11-02T00:00:00Z', end_time: '2026-11-03T00:00:00Z' };
export const MS1 = { from: FROM, to: TO };
export const MS2 = { from: TO, to: TO + DAY };

export interface Row {
	readonly name: string;
	readonly kind: Kind;
	readonly parameters: INodeParameters;
	readonly items: readonly [IDataObject, IDataObject];
	/** The first request for each item. */
	readonly requests: readonly [Request, Request];
}

export async function checkPerItem(b: Bench, row: Row): Promise<void> {
	const [resource, operation] = row.name.split('/');
	b.answer(contractAnswers);
	const found = await items(
		b.trial(b[row.kind](), { resource, operation, ...row.parameters }, { items: [...row.items] }),
	);
	const requests = b.seen.map(sent);
	// Requests that follow from the first one, such as the pages of a job, lie between.
	expect(requests[0]).toEqual(row.requests[0]);
	expect(requests.slice(1)).toContainEqual(row.requests[1]);
	const pairs = found.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	expect(pairs).toEqual(expect.arrayContaining([0, 1]));
	expect(pairs).toEqual([...pairs].sort());
}
