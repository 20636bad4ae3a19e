/** Workflows over HTTP: the V1 calls and the administrator's routes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NOW, TestServer } from '../../support/server';
import { ADMIN, admin, ended, EXECUTE, mail } from './workflow-calls';

const LIST = '/RestAPI/v1/workflow/templates/list';
const DATA = '/RestAPI/v1/workflow/templates/data';

describe('with one server', () => {
	let server: TestServer;
	beforeAll(async () => {
		server = await TestServer.start({ allowInternal: ['127.0.0.1'] });
	});
	afterAll(() => expect(server.faults).toEqual([]));

	it("lists the predefined workflows under the vendor's ids and keys", async () => {
		const { status, body } = await server.call(LIST);
		expect(status).toBe(200);
		expect(body.message).toBe('Workflow list fetched successfully');
		expect(
			body.workflow_list
				.slice(0, 4)
				.map((one: any) => [one.TEMPLATE_ID, one.TEMPLATE_NAME, one.STATUS]),
		).toEqual([
			[1, 'Popup Alert', 1],
			[2, 'Kill Process', 1],
			[3, 'Stop Service', 1],
			[4, 'Disable Computer', 1],
		]);
		expect(body.workflow_list[0]).toMatchObject({
			CREATED_BY: 1,
			CREATED_ON: NOW,
			LAST_MODIFIED: NOW,
		});
	});

	it('gives arguments and blocks of one', async () => {
		const { body } = await server.call(`${DATA}?template_id=3`);
		expect(body.template_data).toMatchObject({
			TEMPLATE_NAME: 'Stop Service',
			ARGUMENTS: [
				{ NAME: 'service', MANDATORY: true },
				{ NAME: 'device', MANDATORY: false },
				{ NAME: 'mail_to', DEFAULT_VALUE: 'administrator@log360.example' },
			],
		});
		expect(body.template_data.BLOCKS[0]).toEqual({
			BLOCK_ID: 'service',
			BLOCK_TYPE: 'Stop service',
			PARAMETERS: { device: '{{device}}', service: '{{arguments.service}}' },
			NEXT: ['mail_done', 'mail_failed'],
		});
	});

	it('executes, and the run log shows what was done', async () => {
		const { status, body } = await server.call(EXECUTE, {
			body: { template_id: '2', arguments: { process: 'notepad.exe', device: 'Win7' } },
		});
		expect({ status, body }).toEqual({
			status: 200,
			body: { execution_id: expect.any(Number), message: 'Workflow execution started' },
		});
		const { run, steps } = await ended(server, body.execution_id);
		expect(run).toMatchObject({
			state: 'SUCCESS',
			trigger: 'api',
			device: 'Win7',
			templateName: 'Kill Process',
		});
		expect(steps).toMatchObject([
			{
				block: 'kill',
				title: 'Kill process',
				state: 'SUCCESS',
				simulated: true,
				input: { process: 'notepad.exe' },
				output: { note: 'Simulated: no real device was touched.' },
				tookMs: 0,
			},
			{ block: 'mail_done', state: 'SUCCESS' },
		]);
		const device = await admin(server, '/devices/win7');
		expect(device.body.processes.map((one: any) => one.name)).not.toContain('notepad.exe');
		expect((await admin(server, '/devices')).body.devices).toMatchObject([{ name: 'Win7' }]);
		expect((await admin(server, '/outbox')).body.mails[0]).toMatchObject({
			runId: run.id,
			subject: 'Kill Process: done on Win7',
		});
	});

	it('tells how an execution ended', async () => {
		const { body } = await server.call(EXECUTE, {
			body: { template_id: 3, arguments: { service: 'NoSuch', device: 'Win7' } },
		});
		await ended(server, body.execution_id);
		const status = '/RestAPI/v1/workflow/execution/status';
		expect(await server.call(`${status}?execution_id=${body.execution_id}`)).toMatchObject({
			status: 200,
			body: {
				execution_id: body.execution_id,
				template_id: 3,
				status: 'FAILED',
				message: expect.stringContaining('no service "NoSuch"'),
				finished_at: NOW,
				blocks: [
					{ BLOCK_ID: 'service', BLOCK_TYPE: 'Stop service', STATUS: 'FAILED' },
					{ BLOCK_ID: 'mail_failed', STATUS: 'SUCCESS' },
					{ BLOCK_ID: 'failed', STATUS: 'SUCCESS' },
				],
			},
		});
		expect(await server.call(`${status}?execution_id=9999`)).toMatchObject({
			status: 404,
			body: { ERROR_CODE: 'UNKNOWN_EXECUTION' },
		});
	});

	it.each<[string, unknown, number, string, RegExp]>([
		['an unknown workflow', { template_id: 99 }, 404, 'UNKNOWN_WORKFLOW', /99/],
		['an unknown ticket', { template_id: 4, ticket_id: 'T-1' }, 404, 'UNKNOWN_TICKET', /"T-1"/],
		[
			'a missing argument',
			{ template_id: 1 },
			400,
			'INVALID_PARAMETER',
			/^arguments.message: is required/,
		],
		[
			'an unknown argument',
			{ template_id: 4, arguments: { x: 1 } },
			400,
			'INVALID_PARAMETER',
			/^arguments.x: not an argument of this workflow; accepted: device, mail_to$/,
		],
		[
			'arguments of another form',
			{ template_id: 4, arguments: [] },
			400,
			'INVALID_PARAMETER',
			/arguments: expected an object/,
		],
		['no workflow', {}, 400, 'INVALID_PARAMETER', /template_id: is required/],
	])('refuses %s', async (_what, body, status, code, detail) => {
		const answer = await server.call(EXECUTE, { body });
		expect(answer).toMatchObject({
			status,
			body: { ERROR_CODE: code, ERROR_DESCRIPTION: expect.stringMatching(detail) },
		});
	});

	it('knows no template data of an unknown workflow', async () => {
		expect(await server.call(`${DATA}?template_id=99`)).toMatchObject({
			status: 404,
			body: { ERROR_CODE: 'UNKNOWN_WORKFLOW' },
		});
	});

	it('calls a webhook that is allowed, signed', async () => {
		const received: any[] = [];
		const webhook = createServer((request, response) => {
			let text = '';
			request.on('data', (part) => (text += part));
			request.on('end', () => {
				received.push({ headers: request.headers, body: JSON.parse(text) });
				response.end('{"started":true}');
			});
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => webhook.once('listening', resolve));
		const url = `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/webhook/abc`;
		const { body } = await server.call(EXECUTE, {
			body: { template_id: 14, arguments: { url, message: 'hi' } },
		});
		const { run, steps } = await ended(server, body.execution_id);
		webhook.close();
		expect(run.state).toBe('SUCCESS');
		expect(steps[0].output).toMatchObject({ status: 200, body: { started: true } });
		expect(received).toMatchObject([
			{
				headers: { 'webhook-id': expect.stringContaining(`run_${run.id}_notify`) },
				body: { message: 'hi', workflow: 'Notify by Webhook', run: run.id },
			},
		]);
		const refused = await server.call(EXECUTE, {
			body: { template_id: 14, arguments: { url: 'http://169.254.169.254/latest' } },
		});
		// Its retries wait for a clock that stands still here.
		let step: any = {};
		while (step.error == null) {
			step = (await admin(server, `/runs/${refused.body.execution_id}`)).body.steps[0] ?? {};
		}
		expect(step).toMatchObject({
			state: 'WAITING',
			error: expect.stringContaining('169.254.169.254 is not an address of the public internet'),
		});
	});

	it('lets administrators make, change, try, disable and delete workflows', async () => {
		const definition = {
			start: 'call',
			blocks: [
				{
					id: 'call',
					type: 'http_request',
					parameters: { url: 'https://n8n.example/', secret: 'a secret text of 24 letters' },
					next: 'm',
				},
				mail('m'),
			],
		};
		const made = await admin(server, '', { name: 'Mine', definition });
		expect(made).toMatchObject({
			status: 201,
			body: { workflow: { predefined: false, enabled: true } },
		});
		const { id, lastModified } = made.body.workflow;
		expect(id).toBeGreaterThan(1000);
		expect(made.body.workflow.definition.blocks[0].parameters.secret).toBe('********');
		const shown = await server.call(`${DATA}?template_id=${id}`);
		expect(JSON.stringify(shown.body)).not.toContain('a secret text of 24 letters');
		// What comes back masked keeps its secret.
		const changed = await admin(
			server,
			`/${id}`,
			{ name: 'Mine 2', definition: made.body.workflow.definition, seen: lastModified },
			'PUT',
		);
		expect(changed).toMatchObject({ status: 200, body: { workflow: { name: 'Mine 2' } } });
		expect(
			await admin(server, `/${id}`, { name: 'Mine 3', definition, seen: lastModified }, 'PUT'),
		).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
		expect(await admin(server, '', { name: 'mine 2', definition })).toMatchObject({ status: 409 });
		expect(
			await admin(server, '', { name: 'Bad', definition: { ...definition, start: 'x' } }),
		).toMatchObject({
			status: 400,
			body: {
				error: {
					code: 'invalid_definition',
					detail: expect.stringContaining('start: no block has the id "x"'),
				},
			},
		});
		expect(await admin(server, '/check', { definition })).toMatchObject({ status: 200 });
		expect(await admin(server, `/${id}/enabled`, { enabled: false }, 'PUT')).toMatchObject({
			body: { workflow: { enabled: false } },
		});
		expect(await admin(server, `/${id}/execute`, {})).toMatchObject({ status: 409 });
		expect(await server.call(EXECUTE, { body: { template_id: id } })).toMatchObject({
			status: 409,
			body: { ERROR_CODE: 'CONFLICT' },
		});
		expect(await admin(server, `/${id}`, undefined, 'DELETE')).toMatchObject({ status: 204 });
		expect(await admin(server, `/${id}`)).toMatchObject({
			status: 404,
			body: { error: { detail: `There is no workflow ${id}` } },
		});
		expect(await admin(server, '/1', undefined, 'DELETE')).toMatchObject({ status: 409 });
		expect(await admin(server, '/none')).toMatchObject({ status: 404 });
		const audit = await server.call('/admin/api/audit?event=workflow_changed');
		expect(audit.body.entries.map((entry: any) => entry.note)).toEqual([
			`deleted ${id} Mine 2`,
			`disabled ${id} Mine 2`,
			`changed ${id} Mine 2`,
			`created ${id} Mine`,
		]);
	});

	it('runs from the console, lists runs with filters and pages, and cancels', async () => {
		const wait = { id: 'wait', type: 'time_delay', parameters: { minutes: 5 }, next: 'm' };
		const made = await admin(server, '', {
			name: 'Slow',
			definition: { start: 'wait', blocks: [wait, mail('m')] },
		});
		const { id } = made.body.workflow;
		const started = await admin(server, `/${id}/execute`, { arguments: {} });
		expect(started).toMatchObject({
			status: 202,
			body: { run: { trigger: 'console', templateId: id } },
		});
		const run = started.body.run.id;
		expect((await admin(server, `/runs?template=${id}&limit=1`)).body).toMatchObject({
			runs: [{ id: run }],
			next: run,
		});
		expect(
			(await admin(server, `/runs?before=${run}&state=SUCCESS`)).body.runs.every(
				(one: any) => one.id < run,
			),
		).toBe(true);
		expect(await admin(server, `/runs/${run}/cancel`, {})).toMatchObject({
			status: 200,
			body: { run: { state: 'CANCELLED' } },
		});
		expect(await admin(server, `/runs/${run}/cancel`, {})).toMatchObject({ status: 409 });
		expect(await admin(server, '/runs/999999')).toMatchObject({ status: 404 });
		expect(await admin(server, '/runs?state=odd')).toMatchObject({ status: 400 });
	});

	it('describes block types for editors', async () => {
		const { body } = await admin(server, '/blocks');
		expect(body.definition).toMatchObject({
			type: 'object',
			required: expect.arrayContaining(['start', 'blocks']),
		});
		expect(body.blocks.map((one: any) => one.type)).toEqual(
			expect.arrayContaining([
				'decision',
				'time_delay',
				'ping_device',
				'http_request',
				'send_mail',
				'popup_alert',
				'kill_process',
			]),
		);
		expect(body.blocks.find((one: any) => one.type === 'stop_service').parameters.required).toEqual(
			['device', 'service'],
		);
	});

	it('lets nobody else in', async () => {
		const limited = await server.tokenWith(['search.READ']);
		expect(await server.call(`${ADMIN}/runs`, { token: limited })).toMatchObject({ status: 403 });
		expect(await server.call(`${ADMIN}/runs`, { token: null })).toMatchObject({ status: 401 });
		expect(await server.call(`${ADMIN}/1/execute`, { token: null, body: {} })).toMatchObject({
			status: 403,
			body: { error: { code: 'cross_site' } },
		});
		expect(await server.call(EXECUTE, { token: limited, body: { template_id: 1 } })).toMatchObject({
			status: 401,
		});
	});
});
