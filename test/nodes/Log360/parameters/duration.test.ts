/** Lengths of time in options: minutes, or words. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { durationOf } from '../../../../nodes/Log360/parameters/duration';
import { NODE } from '../transport/fakeClient';

const context = { getNode: () => NODE } as unknown as IExecuteFunctions;
const option = { label: 'Late Arrivals', fallback: 10, least: 1 };
const MINUTE = 60_000;

it.each([
	[undefined, 10],
	['', 10],
	[5, 5],
	['5', 5],
	['90m', 90],
	['2h', 120],
	['1 day', 1440],
	['last hour', 60],
	['1.5h', 90],
])('%j is %d minutes', (value, minutes) => {
	expect(durationOf(context, value, option)).toBe(minutes * MINUTE);
});

it.each([0, -1, '30s', 'soon', true, {}, 'now', 'Infinity', NaN])('refuses %j', (value) => {
	expect(() => durationOf(context, value, option)).toThrow(
		'Late Arrivals must be at least 1 minutes: a number of minutes, or words such as 90m, 2h, 1d',
	);
});
