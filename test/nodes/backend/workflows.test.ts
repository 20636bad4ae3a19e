/** Workflows over both ways to V1: described, executed and waited for; what they did is read from the simulated devices. */
import type { IDataObject } from 'n8n-workflow';

import { backend, eventually } from '../support/backend';
import { bothWaysToV1, CONTINUE, id } from '../support/node';

const server = backend();

/** A simulated device as the administrator sees it. */
const device = async (name: string) =>
	await server.call('GET', `/admin/api/workflows/devices/${name}`);

/** A run with its log as the administrator sees it. */
const runOf = async (execution: unknown) =>
	await server.call('GET', `/admin/api/workflows/runs/${String(execution)}`);

const ended = async (execution: unknown) =>
	await eventually(async () => {
		const { run } = (await runOf(execution)) as { run: IDataObject };
		return run.endedAt === null ? undefined : run;
	});

/** Makes a workflow of these blocks and returns its id. */
async function define(name: string, definition: object): Promise<number> {
	const { workflow } = await server.call('POST', '/admin/api/workflows', {
		name,
		description: '',
		definition,
	});
	return (workflow as { id: number }).id;
}

let slow: number;
let off: number;
beforeAll(async () => {
	const delay = { id: 'wait', type: 'time_delay', parameters: { minutes: 60 } };
	slow = await define('Slow', { start: 'wait', blocks: [delay] });
	const end = { id: 'end', type: 'end', parameters: { status: 'success' } };
	off = await define('Off', { start: 'end', blocks: [end] });
	await server.call('PUT', `/admin/api/workflows/${off}/enabled`, { enabled: false });
});

describe.each(bothWaysToV1(server))('over %s', (name, node) => {
	const host = (prefix: string) => `${prefix}-win-${name.length}`;

	it('lists them with their state, dates as ISO 8601', async () => {
		const list = await node.run('workflow.getMany', { returnAll: true });
		expect(list).toHaveLength(17);
		expect(list.slice(0, 4).map(({ id: one, name: called }) => [one, called])).toEqual([
			['1', 'Popup Alert'],
			['2', 'Kill Process'],
			['3', 'Stop Service'],
			['4', 'Disable Computer'],
		]);
		const made = list.find((workflow) => workflow.id === String(off));
		expect(made).toMatchObject({ name: 'Off', enabled: false });
		expect(made?.createdOn).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
	});

	it('stops at the limit', async () => {
		expect(await node.run('workflow.getMany', { limit: 2 })).toMatchObject([
			{ id: '1' },
			{ id: '2' },
		]);
	});

	it('gives the raw list without Simplify', async () => {
		expect(await node.run('workflow.getMany', { limit: 1, simplify: false })).toMatchObject([
			{ TEMPLATE_ID: 1, TEMPLATE_NAME: 'Popup Alert', STATUS: 1 },
		]);
	});

	it('describes blocks and arguments', async () => {
		const [template] = await node.run('workflow.getTemplate', { workflow: id(3) });
		const { arguments: taken, blocks } = template as Record<string, IDataObject[]>;
		expect(taken.map(({ name: of, required }) => [of, required])).toEqual([
			['service', true],
			['device', false],
			['mail_to', false],
		]);
		expect(blocks.map(({ type }) => type)).toEqual([
			'Stop service',
			'Send mail',
			'Send mail',
			'End',
		]);
	});

	it('stops a service on the device that the arguments name', async () => {
		const computer = host('stop');
		const [started] = await node.run('workflow.execute', {
			workflow: id(3),
			specifyArguments: 'json',
			arguments: JSON.stringify({ device: computer, service: 'Spooler' }),
		});
		expect(started).toEqual({
			workflowId: '3',
			executionId: expect.any(String) as string,
			message: 'Workflow execution started',
		});
		expect(await ended(started.executionId)).toMatchObject({
			state: 'SUCCESS',
			trigger: 'api',
			templateName: 'Stop Service',
			device: computer,
		});
		const { services } = (await device(computer)) as { services: IDataObject[] };
		expect(services.find((service) => service.name === 'Spooler')).toMatchObject({
			running: false,
		});
		expect(services.find((service) => service.name === 'EventLog')).toMatchObject({
			running: true,
		});
	});

	it('waits for the end and returns the run log', async () => {
		const computer = host('wait');
		const [answer] = await node.run('workflow.executeAndWait', {
			workflow: id(12),
			specifyArguments: 'json',
			arguments: { device: computer, address: '192.0.2.9' },
		});
		expect(answer).toMatchObject({
			workflowId: '12',
			state: 'success',
			blocks: [
				{ type: 'Block IP', state: 'success' },
				{ type: 'Send mail', state: 'success' },
			],
		});
		expect(await device(computer)).toMatchObject({ blockedAddresses: ['192.0.2.9'] });
	});

	it('takes the device of the ticket, and arguments from the item', async () => {
		const [answer] = await node.run(
			'workflow.executeAndWait',
			{
				workflow: id(1),
				ticketId: '33741',
				specifyArguments: 'json',
				arguments: '={{ { message: "Hello " + $json.who } }}',
			},
			{ items: [{ who: name }] },
		);
		expect(await runOf(answer.executionId)).toMatchObject({
			run: { ticketId: '33741', device: 'DC01' },
		});
		const { popups } = (await device('DC01')) as { popups: IDataObject[] };
		expect(popups.map(({ message }) => message)).toContain(`Hello ${name}`);
	});

	it('fails with the reason of a run that failed', async () => {
		const computer = host('kill');
		const error = await node.fail('workflow.executeAndWait', {
			workflow: id(2),
			specifyArguments: 'json',
			arguments: JSON.stringify({ device: computer, process: 'nothing.exe' }),
		});
		expect(error.message).toMatch(/^Workflow run \S+ failed: .*nothing\.exe/);
		expect(error.description).toContain('Workflow > Get Run');
		const [failed] = await node.run('workflow.executeAndWait', {
			workflow: id(2),
			specifyArguments: 'json',
			arguments: JSON.stringify({ device: computer, process: 'nothing.exe' }),
			onFailure: 'return',
		});
		expect(failed).toMatchObject({ state: 'failed', executionId: expect.any(String) as string });
		expect(failed.message).toMatch(/nothing\.exe/);
	});

	it('tells that a run has not ended in time, and lets it go on', async () => {
		const parameters = { workflow: id(slow), options: { maxWait: 0.3 } };
		const error = await node.fail('workflow.executeAndWait', parameters);
		const [, execution] =
			/^Workflow run (\S+) has not ended after 0\.3 seconds/.exec(error.message) ?? [];
		expect(await runOf(execution)).toMatchObject({ run: { endedAt: null, block: 'wait' } });
	});

	it.each([
		['unknown', 999_999, '{}', '404', 'no workflow template has the id 999999'],
		['disabled', 'off', '{}', '409', 'disabled'],
	])('a workflow that is %s is not executed', async (_what, which, values, code, words) => {
		const workflow = id(which === 'off' ? off : which);
		const error = await node.fail('workflow.execute', {
			workflow,
			specifyArguments: 'json',
			arguments: values,
		});
		expect(error.httpCode).toBe(code);
		expect(`${error.message} ${error.description}`).toContain(words);
	});

	it('names an argument that is missing', async () => {
		const parameters = { workflow: id(3), specifyArguments: 'json', arguments: '{"device": "x"}' };
		const error = await node.fail('workflow.execute', parameters);
		expect(error.httpCode).toBe('400');
		expect(error.message).toMatch(/^The server refused to execute a workflow: .*service/);
	});

	it('names a ticket that is not known', async () => {
		const parameters = {
			workflow: id(3),
			ticketId: 'none',
			specifyArguments: 'json',
			arguments: '{"service": "x"}',
		};
		const error = await node.fail('workflow.execute', parameters);
		expect(error.httpCode).toBe('404');
		expect(error.message).toContain('no incident has the ticket "none"');
	});

	it('goes on with the next item after arguments that are no JSON object', async () => {
		const parameters = {
			workflow: id(8),
			specifyArguments: 'json',
			arguments: '={{ $json.given }}',
		};
		const computer = host('shutdown');
		const answers = await node.items('workflow.execute', parameters, {
			...CONTINUE,
			items: [{ given: '[1]' }, { given: `{"device": "${computer}"}` }],
		});
		expect(answers).toMatchObject([
			{ json: { error: 'Arguments are not a JSON object' }, pairedItem: { item: 0 } },
			{ json: { workflowId: '8' }, pairedItem: { item: 1 } },
		]);
		await ended(answers[1].json.executionId);
		expect(await device(computer)).toMatchObject({ powered: false });
	});
});
