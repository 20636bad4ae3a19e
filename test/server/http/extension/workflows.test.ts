/** Workflows and their runs for V2 tokens: list, arguments, execution by incident, log, cancellation. */
import { NOW, TestServer } from '../../../support/server';
import { until } from '../../../support/until';

let server: TestServer;
beforeAll(async () => {
	server = await TestServer.start();
});
afterAll(() => expect(server.faults).toEqual([]));

const execute = (id: number, body: object) =>
	server.call(`/api/v2/workflow/${id}/execute`, { body });
const run = async (id: number) => (await server.call(`/api/v2/workflow/runs/${id}`)).body.data;
const ended = (id: number) =>
	until(async () => {
		const found = await run(id);
		return found.finished_time === undefined ? undefined : found;
	});
const make = async (body: object) =>
	(await server.call('/admin/api/workflows', { body })).body.workflow.id as number;

test('the list is in pages, newest keys in V2 spelling', async () => {
	const { status, body } = await server.call('/api/v2/workflow?limit=2');
	expect(status).toBe(200);
	expect(body.meta.items_in_current_page).toBe(2);
	expect(body.data.workflows[0]).toEqual({
		workflow_id: 1,
		workflow_name: 'Popup Alert',
		description: expect.any(String),
		enabled: true,
		predefined: true,
		created_time: new Date(NOW).toISOString(),
		updated_time: new Date(NOW).toISOString(),
	});
});

test('one workflow says what a form has to ask for', async () => {
	const { body } = await server.call('/api/v2/workflow/3');
	expect(body.data).toMatchObject({
		workflow_name: 'Stop Service',
		needs_device: true,
		arguments: [
			{ name: 'service', type: 'text', mandatory: true, description: expect.stringMatching(/./) },
			{ name: 'device', type: 'text', mandatory: false },
			{ name: 'mail_to', default: 'administrator@log360.example' },
		],
		blocks: expect.arrayContaining([
			expect.objectContaining({ block_id: 'service', next: ['mail_done', 'mail_failed'] }),
		]),
	});
	const unknown = await server.call('/api/v2/workflow/999');
	expect([unknown.status, unknown.body.error.detail]).toEqual([
		404,
		'No workflow template has the id 999.',
	]);
});

test('the types of arguments are told in both generations', async () => {
	const definition = {
		...{ start: 'end', blocks: [{ id: 'end', type: 'time_delay', parameters: { minutes: 1 } }] },
		arguments: [
			{ name: 'count', type: 'number', default: 3 },
			{ name: 'sure', type: 'boolean', mandatory: true },
		],
	};
	const id = await make({ name: 'Typed', definition });
	const { body } = await server.call(`/api/v2/workflow/${id}`);
	expect(body.data).toMatchObject({
		needs_device: false,
		arguments: [
			{ name: 'count', type: 'number', mandatory: false, default: 3 },
			{ name: 'sure', type: 'boolean', mandatory: true },
		],
	});
	const v1 = await server.call(`/RestAPI/v1/workflow/templates/data?template_id=${id}`);
	expect(v1.body.template_data.ARGUMENTS).toMatchObject([{ TYPE: 'number' }, { TYPE: 'boolean' }]);
});

test('an incident names the device; the log tells each block', async () => {
	const { body } = await server.call('/api/v2/incident', {
		body: { name: 'Malware', actors: [{ entity: ['WS51'] }] },
	});
	const { incident_id } = body.data;
	const started = await execute(1, { incident_id, arguments: { message: 'Log off' } });
	expect(started.status).toBe(200);
	expect(started.body.data).toMatchObject({
		...{ workflow_id: 1, workflow_name: 'Popup Alert', trigger: 'api', device: 'WS51' },
		arguments: { message: 'Log off' },
	});
	const done = await ended(started.body.data.run_id);
	expect(done).toMatchObject({ status: 'SUCCESS', message: '' });
	expect(done.steps[0]).toMatchObject({ status: 'SUCCESS', attempts: 1, simulated: true });
});

test.each([
	[{ incident_id: 42, arguments: { message: 'x' } }, 404, 'No incident has the id 42.'],
	[{ ticket_id: 'T-1', arguments: { message: 'x' } }, 404, 'No incident has the ticket "T-1".'],
	[{ arguments: { message: 'x' } }, 400, /^arguments.device: is required/],
	[
		{ ticket_id: 'T', incident_id: 1 },
		400,
		/^incident_id: must not be sent together with ticket_id/,
	],
	[{ arguments: { message: {} } }, 400, /^arguments.message: expected an object of argument name/],
])('refuses %j', async (given, status, detail) => {
	const answer = await execute(1, given);
	expect(answer.status).toBe(status);
	expect(answer.body.error.detail).toEqual(
		typeof detail === 'string' ? detail : expect.stringMatching(detail),
	);
});

test('a waiting run is cancelled once, and runs are listed by workflow and state', async () => {
	const definition = {
		start: 'wait',
		blocks: [{ id: 'wait', type: 'time_delay', parameters: { minutes: 60 } }],
	};
	const id = await make({ name: 'Waits', definition });
	const ids: number[] = [];
	for (let i = 0; i < 3; i++) ids.push((await execute(id, {})).body.data.run_id);
	const cancel = () => server.call(`/api/v2/workflow/runs/${ids[0]}/cancel`, { method: 'POST' });
	const first = await cancel();
	expect(first.body.data).toMatchObject({
		...{ run_id: ids[0], status: 'CANCELLED', message: 'Cancelled by Demo token' },
		finished_time: expect.any(String),
	});
	const again = await cancel();
	expect([again.status, again.body.error.detail]).toEqual([409, `Run ${ids[0]} is CANCELLED`]);

	const list = async (query: string) => {
		const { body } = await server.call(`/api/v2/workflow/runs?workflow_id=${id}${query}`);
		return [body.data.runs.map(({ run_id }: { run_id: number }) => run_id), body.meta];
	};
	expect(await list('')).toEqual([ids.toReversed(), { items_in_current_page: 3 }]);
	expect(await list('&status=CANCELLED')).toEqual([[ids[0]], { items_in_current_page: 1 }]);
	expect(await list('&limit=2')).toEqual([
		[ids[2], ids[1]],
		{ items_in_current_page: 2, next_before_id: ids[1] },
	]);
	expect(await list(`&limit=2&before_id=${ids[1]}`)).toEqual([
		[ids[0]],
		{ items_in_current_page: 1 },
	]);
	for (const one of ids.slice(1))
		await server.call(`/api/v2/workflow/runs/${one}/cancel`, { method: 'POST' });
});

test('reading does not allow to execute or to cancel', async () => {
	const token = await server.tokenWith(['workflows.READ']);
	for (const path of ['/api/v2/workflow/1/execute', '/api/v2/workflow/runs/1/cancel']) {
		const { status, body } = await server.call(path, { body: {}, token });
		expect([status, body.error.detail]).toEqual([
			403,
			'The token lacks the scope workflows.EXECUTE.',
		]);
	}
	const unknown = await server.call('/api/v2/workflow/runs/999', { token });
	expect([unknown.status, unknown.body.error.detail]).toEqual([
		404,
		'No workflow execution has the id 999.',
	]);
});
