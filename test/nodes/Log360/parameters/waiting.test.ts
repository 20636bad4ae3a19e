/** How long operations wait by themselves, and as tools of an AI agent, which waits a minute at most. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { waitSettings } from '../../../../nodes/Log360/parameters/waiting';
import { NODE } from '../transport/fakeClient';

const settings = (type: string, options: object = {}) =>
	waitSettings(
		{
			getNode: () => ({ ...NODE, type }),
			getNodeParameter: () => options,
		} as unknown as IExecuteFunctions,
		0,
	);
const TOOL = 'n8n-nodes-log360.log360Tool';

it('a node waits ten minutes and fails', () => {
	expect(settings(NODE.type)).toEqual({ maxWaitMs: 600_000, deleteJob: true, onTimeout: 'fail' });
});

it('a tool hands back the job before a minute is over', () => {
	const { maxWaitMs, onTimeout } = settings(TOOL);
	expect(maxWaitMs).toBeLessThan(60_000);
	expect(onTimeout).toBe('partial');
});

it('what was set counts for both', () => {
	const given = { maxWait: 5, onTimeout: 'fail', deleteJob: false };
	for (const type of [NODE.type, TOOL]) {
		expect(settings(type, given)).toEqual({
			...{ maxWaitMs: 5_000, deleteJob: false, onTimeout: 'fail' },
		});
	}
});
