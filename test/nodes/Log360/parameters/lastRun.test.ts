/** The time range Since Last Run: each run asks for what the one before has not seen. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { commitLastRun, rangeSinceLastRun } from '../../../../nodes/Log360/parameters/lastRun';
import { bench } from '../../support/cases';
import { items } from '../../support/n8n';
import { contractAnswers } from '../resources/every/contract';

const HOUR = 3_600_000;

/** A run of the node with its own input; static data lives on. */
function run(memory: object) {
	const input = [{ json: {} }];
	return {
		getInputData: () => input,
		getWorkflowStaticData: () => memory,
	} as unknown as IExecuteFunctions;
}

it('begins a day back, then where the last run ended, without a gap and without an overlap', () => {
	const memory = {};
	const first = run(memory);
	expect(rangeSinceLastRun(first, 100 * HOUR)).toEqual({ from: 76 * HOUR, to: 100 * HOUR });
	commitLastRun(first);
	const second = run(memory);
	expect(rangeSinceLastRun(second, 101 * HOUR)).toEqual({ from: 100 * HOUR + 1, to: 101 * HOUR });
});

it('is the same for all items of a run, however long it takes', () => {
	const context = run({});
	const range = rangeSinceLastRun(context, 100 * HOUR);
	expect(rangeSinceLastRun(context, 101 * HOUR)).toBe(range);
});

it('is asked for again after a run that failed', () => {
	const memory = {};
	const first = run(memory);
	rangeSinceLastRun(first, 100 * HOUR);
	commitLastRun(first);
	rangeSinceLastRun(run(memory), 101 * HOUR);
	expect(rangeSinceLastRun(run(memory), 102 * HOUR).from).toBe(100 * HOUR + 1);
});

it('does not end before it begins where the clock went back', () => {
	const memory = { lastRun: 200 * HOUR };
	expect(rangeSinceLastRun(run(memory), 100 * HOUR)).toEqual({ from: 100 * HOUR, to: 100 * HOUR });
});

it('takes damaged memory for none, and leaves memory alone where no item asked', () => {
	const memory = { lastRun: 'yesterday' };
	expect(rangeSinceLastRun(run(memory), 100 * HOUR).from).toBe(76 * HOUR);
	commitLastRun(run(memory));
	expect(memory).toEqual({ lastRun: 'yesterday' });
});

const b = bench();

it.each([
	['log', 'search', '/api/v2/search'],
	['alert', 'getMany', '/api/v2/alerts'],
	['log', 'aggregate', '/api/v2/search/aggregate'],
	['report', 'getData', '/api/v2/report/data/1'],
])('is offered by %s > %s', async (resource, operation, path) => {
	b.answer(contractAnswers);
	const report = { __rl: true, mode: 'id', value: '1' };
	const parameters = { resource, operation, report, timeRange: 'sinceLastRun', groupBy: ['A'] };
	await items(b.trial(b.v2(), parameters, { items: [{}, {}] }));
	const asked = b.seen.filter((seen) => seen.path === path).map(({ body }) => body);
	expect(asked.length).toBeGreaterThanOrEqual(2);
	const [{ start_time: start, end_time: end }] = asked as Array<Record<string, string>>;
	expect(Date.parse(end) - Date.parse(start)).toBe(24 * HOUR);
	for (const body of asked) expect(body).toMatchObject({ start_time: start, end_time: end });
});
