/** The resource Workflow: API V1 only. */
import { bench, picked, v1Error, v1Only } from '../../../support/cases';

const b = bench();
const on = (operation: string, more = {}) => ({
	resource: 'workflow',
	operation,
	workflow: picked('1'),
	...more,
});
const template = {
	TEMPLATE_ID: 1,
	TEMPLATE_NAME: 'Popup Alert',
	TEMPLATE_DESCRIPTION: 'Shows a popup',
	STATUS: 1,
	CREATED_BY: 1,
	CREATED_ON: Date.UTC(2026, 10, 1),
	LAST_MODIFIED: Date.UTC(2026, 10, 2),
};

describe('Get Many', () => {
	const getMany = (more = {}) => ({ resource: 'workflow', operation: 'getMany', ...more });
	v1Only(b, getMany(), { workflow_list: [template], message: 'ok' });

	it('lists the templates', async () => {
		expect(await b.run(b.v1(), getMany(), { workflow_list: [template], message: 'ok' })).toEqual([
			{
				id: '1',
				name: 'Popup Alert',
				description: 'Shows a popup',
				enabled: true,
				createdOn: '2026-11-01T00:00:00.000Z',
				lastModified: '2026-11-02T00:00:00.000Z',
			},
		]);
		expect(b.seen[0]).toMatchObject({ method: 'GET', path: '/RestAPI/v1/workflow/templates/list' });
	});

	it('returns raw templates without Simplify, up to the limit', async () => {
		const workflow_list = [template, { ...template, TEMPLATE_ID: 2 }];
		expect(await b.run(b.v1(), getMany({ simplify: false, limit: 1 }), { workflow_list })).toEqual([
			template,
		]);
	});
});

describe('Get Template', () => {
	v1Only(b, on('getTemplate'), { template_data: template });

	it('gets blocks and arguments', async () => {
		const data = {
			...template,
			ARGUMENTS: [{ NAME: 'message', MANDATORY: true, DEFAULT_VALUE: 'x' }],
			BLOCKS: [{ BLOCK_ID: 'popup', BLOCK_TYPE: 'Popup alert', PARAMETERS: { a: 1 }, NEXT: ['b'] }],
		};
		const answer = { template_data: data, message: 'ok' };
		expect(await b.run(b.v1(), on('getTemplate'), answer)).toMatchObject([
			{
				id: '1',
				name: 'Popup Alert',
				arguments: [{ name: 'message', description: '', required: true, default: 'x' }],
				blocks: [{ id: 'popup', type: 'Popup alert', parameters: { a: 1 }, next: ['b'] }],
			},
		]);
		expect(await b.run(b.v1(), on('getTemplate', { simplify: false }), answer)).toEqual([data]);
		expect(b.seen[0]).toMatchObject({
			path: '/RestAPI/v1/workflow/templates/data',
			query: { template_id: '1' },
		});
	});

	it('takes another path, since this one is assumed', async () => {
		await b.run(b.v1(), on('getTemplate', { options: { overridePath: '/RestAPI/v1/w' } }), {
			a: 1,
		});
		expect(b.seen[0].path).toBe('/RestAPI/v1/w');
	});
});

describe('Execute', () => {
	const answer = { execution_id: 7, message: 'started' };
	v1Only(b, on('execute'), answer);

	it('posts template, ticket and arguments', async () => {
		const parameters = on('execute', {
			ticketId: ' 33630 ',
			specifyArguments: 'json',
			arguments: '{"message": "Log off"}',
		});
		expect(await b.run(b.v1(), parameters, answer)).toEqual([
			{ workflowId: '1', executionId: '7', message: 'started' },
		]);
		expect(b.seen[0]).toMatchObject({ method: 'POST', path: '/RestAPI/v1/workflow/execute' });
		expect(b.seen[0].body).toEqual({
			template_id: 1,
			ticket_id: '33630',
			arguments: { message: 'Log off' },
		});
	});

	it('leaves out a ticket that was not given', async () => {
		await b.run(b.v1(), on('execute'), answer);
		expect(b.seen[0].body).toEqual({ template_id: 1, arguments: {} });
	});

	it('takes arguments as an object from an expression', async () => {
		await b.run(
			b.v1(),
			on('execute', { specifyArguments: 'json', arguments: '={{ ({ pid: 4 }) }}' }),
			answer,
		);
		expect(b.seen[0].body).toMatchObject({ arguments: { pid: 4 } });
	});

	it.each(['[1]', '"x"', '{a}'])('refuses the arguments %s', async (text) => {
		const error = await b.fail(
			b.v1(),
			on('execute', { specifyArguments: 'json', arguments: text }),
			{},
		);
		expect(error.message).toMatch(/Arguments.* JSON/);
		expect(b.seen).toHaveLength(0);
	});

	it('is sent once, even if the server fails', async () => {
		await b.fail(b.v1(), on('execute'), v1Error(503, 'busy'));
		expect(b.seen).toHaveLength(1);
	});
});

describe('Get Run', () => {
	const getRun = (more = {}) => ({
		resource: 'workflow',
		operation: 'getRun',
		executionId: '7',
		...more,
	});
	v1Only(b, getRun(), { execution_id: 7, status: 'RUNNING' });

	it('tells how a run is doing, without waiting for it', async () => {
		expect(await b.run(b.v1(), getRun(), { execution_id: 7, status: 'RUNNING' })).toEqual([
			{ executionId: '7', state: 'running', message: '' },
		]);
		expect(b.seen[0]).toMatchObject({
			path: '/RestAPI/v1/workflow/execution/status',
			query: { execution_id: '7' },
		});
	});

	it('names the run that the server does not know', async () => {
		const error = await b.fail(b.v1(), getRun(), v1Error(404, 'No execution has the id 7'));
		expect(error.message).toBe(
			'Could not get the status of a workflow run: no execution has the id 7',
		);
		expect(error.description).toContain('Workflow > Execute');
	});
});

describe('Execute and Wait', () => {
	const wait = (more = {}) => on('executeAndWait', more);
	const started = { execution_id: 7, message: 'started' };
	v1Only(b, wait(), started, { execution_id: 7, status: 'SUCCESS' });

	it('asks for the status until the run has ended', async () => {
		const found = await b.run(
			b.v1(),
			wait(),
			started,
			{ status: 'RUNNING' },
			{ status: 'SUCCESS', steps: 2 },
		);
		expect(found).toEqual([{ workflowId: '1', executionId: '7', message: '', state: 'success' }]);
		expect(b.seen[1]).toMatchObject({
			path: '/RestAPI/v1/workflow/execution/status',
			query: { execution_id: '7' },
		});
	});

	it('returns the run as it is on the wire without Simplify', async () => {
		const run = { status: 'SUCCESS', steps: 2 };
		expect(await b.run(b.v1(), wait({ simplify: false }), started, run)).toEqual([
			{ workflowId: '1', ...run },
		]);
	});

	it('returns a failed run, where the workflow wants to branch on it', async () => {
		const blocks = [
			{ BLOCK_ID: 'ping', BLOCK_TYPE: 'Ping device', STATUS: 'SUCCESS' },
			{
				BLOCK_ID: 'kill',
				BLOCK_TYPE: 'Kill process',
				STATUS: 'FAILED',
				MESSAGE: 'no such process',
			},
		];
		const failed = {
			status: 'FAILED',
			message: 'device is off',
			submitted_at: Date.UTC(2026, 10, 1),
			blocks,
		};
		expect(await b.run(b.v1(), wait({ onFailure: 'return' }), started, failed)).toEqual([
			{
				workflowId: '1',
				executionId: '7',
				state: 'failed',
				message: 'device is off',
				submittedAt: '2026-11-01T00:00:00.000Z',
				blocks: [
					{ id: 'ping', type: 'Ping device', state: 'success' },
					{ id: 'kill', type: 'Kill process', state: 'failed', message: 'no such process' },
				],
			},
		]);
	});

	it('fails with the message of a failed run', async () => {
		const error = await b.fail(b.v1(), wait(), started, {
			status: 'FAILED',
			message: 'device is off',
		});
		expect(error.message).toBe('Workflow run 7 failed: device is off');
	});

	it('fails when the time is up', async () => {
		const error = await b.fail(b.v1(), wait({ options: { maxWait: 0.2 } }), started, {
			status: 'RUNNING',
		});
		expect(error.message).toBe('Workflow run 7 has not ended after 0.2 seconds');
	});

	it('says so where a build gives no ID to wait for', async () => {
		const error = await b.fail(b.v1(), wait(), { message: 'started' });
		expect(error.message).toContain('gave no execution ID to wait for');
	});

	it('takes other paths, since these are assumed', async () => {
		const options = { overridePath: '/RestAPI/v1/run', statusPath: '/RestAPI/v1/run/status' };
		await b.run(b.v1(), wait({ options }), started, { status: 'SUCCESS' });
		expect(b.seen.map(({ path }) => path)).toEqual(['/RestAPI/v1/run', '/RestAPI/v1/run/status']);
	});
});
