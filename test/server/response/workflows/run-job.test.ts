/** Runs: the order of blocks, branches, failures, delays, retries, limits, cancellation. */
import { mail, path, runToEnd, settle, T0, World } from './support';

let world: World;
afterEach(() => world.close());

const act = (id: string, type: string, parameters: object, more: object = {}) => ({
	id,
	type,
	parameters: { device: 'pc7', ...parameters },
	...more,
});

it('runs blocks in order and logs input, output, time and state of each', async () => {
	world = new World();
	const life = await world.start();
	const id = await world.template({
		start: 'popup',
		arguments: [{ name: 'text' }],
		blocks: [
			act('popup', 'popup_alert', { message: 'Hello {{arguments.text}}' }, { next: 'mail' }),
			mail('mail', {}, 'Told {{device}}{{blocks.popup.output.device}}'),
		],
	});
	const { run, steps } = await runToEnd(world, life, id, { text: 'you' });
	expect(run).toMatchObject({ state: 'SUCCESS', startedAt: T0, endedAt: T0, message: null });
	expect(steps).toEqual([
		expect.objectContaining({
			number: 1,
			block: 'popup',
			type: 'popup_alert',
			state: 'SUCCESS',
			simulated: true,
			attempt: 1,
			input: { device: 'pc7', message: 'Hello you' },
			output: expect.objectContaining({ shown: true, note: expect.stringContaining('Simulated') }),
			startedAt: T0,
			endedAt: T0,
		}),
		expect.objectContaining({
			number: 2,
			block: 'mail',
			input: expect.objectContaining({ subject: 'Told pc7' }),
		}),
	]);
	expect((await world.disk.device('PC7')).popups).toEqual([
		{ time: T0, title: 'Log360', message: 'Hello you' },
	]);
	expect(await world.disk.outbox(10, undefined)).toMatchObject([
		{ runId: run.id, subject: 'Told pc7' },
	]);
	expect(await life.engine.get(run.jobId as string, { owner: 'ann', admin: false })).toMatchObject({
		kind: 'workflow',
		state: 'SUCCESS',
		result: { runId: run.id, state: 'SUCCESS' },
	});
});

it.each([
	['succeeded', 'Spooler', ['act:SUCCESS', 'ask:SUCCESS', 'good:SUCCESS'], 'SUCCESS'],
	['failed', 'NoSuch', ['act:FAILED', 'ask:SUCCESS', 'bad:SUCCESS'], 'SUCCESS'],
])('decides by the previous action when it %s', async (_what, service, expected, state) => {
	world = new World();
	const life = await world.start();
	const id = await world.template({
		start: 'act',
		blocks: [
			act('act', 'stop_service', { device: 'win7', service }, { next: 'ask' }),
			{ id: 'ask', type: 'decision', yes: 'good', no: 'bad' },
			mail('good'),
			mail('bad'),
		],
	});
	const { run, steps } = await runToEnd(world, life, id);
	expect(path(steps)).toEqual(expected);
	expect(run.state).toBe(state);
});

it('ends as failed at a block without failure path, and goes on where there is one', async () => {
	world = new World();
	const life = await world.start();
	const stop = act('act', 'stop_service', { service: 'NoSuch' });
	const plain = await world.template({ start: 'act', blocks: [{ ...stop, next: 'm' }, mail('m')] });
	const { run, steps } = await runToEnd(world, life, plain);
	expect(run).toMatchObject({
		state: 'FAILED',
		message: expect.stringMatching(/^Block "act" failed: .*no service "NoSuch"/),
	});
	expect(path(steps)).toEqual(['act:FAILED']);
	await settle();
	expect(await life.engine.get(run.jobId as string, { owner: 'ann', admin: false })).toMatchObject({
		state: 'FAILED',
		error: { code: 'WORKFLOW_FAILED' },
	});
	const caught = await world.template(
		{
			start: 'act',
			blocks: [
				{ ...stop, onFailure: 'm' },
				mail('m', { next: 'end' }, '{{previous.error}}'),
				{
					id: 'end',
					type: 'end',
					parameters: { status: 'failed', message: '{{blocks.act.error}}' },
				},
			],
		},
		'Caught',
	);
	const second = await runToEnd(world, life, caught);
	expect(path(second.steps)).toEqual(['act:FAILED', 'm:SUCCESS', 'end:SUCCESS']);
	expect(second.run).toMatchObject({
		state: 'FAILED',
		message: expect.stringContaining('no service'),
	});
});

it('waits without a worker, once, however often it is started again', async () => {
	world = new World();
	let life = await world.start();
	const id = await world.template({
		start: 'wait',
		blocks: [{ id: 'wait', type: 'time_delay', parameters: { minutes: 60 }, next: 'm' }, mail('m')],
	});
	const { id: runId } = await life.workflows.execute({
		templateId: id,
		arguments: {},
		owner: 'ann',
		trigger: 'api',
	});
	await settle();
	expect(life.engine.runningJobs).toBe(0);
	expect(await world.steps(runId)).toMatchObject([{ state: 'WAITING', wakeAt: T0 + 3_600_000 }]);
	await life.moveTo(T0 + 1_800_000);
	life = await world.start();
	await settle();
	expect((await world.run(runId)).state).toBe('RUNNING');
	await life.moveTo(T0 + 3_600_000);
	expect(path(await world.steps(runId))).toEqual(['wait:SUCCESS', 'm:SUCCESS']);
	expect(await world.run(runId)).toMatchObject({ state: 'SUCCESS', endedAt: T0 + 3_600_000 });
});

it('tries a failed block again as often as it says', async () => {
	let answers = 0;
	world = new World({
		network: () => ({ status: ++answers < 3 ? 503 : 200, headers: {}, body: '{"ok":1}' }),
	});
	const life = await world.start();
	const call = {
		id: 'call',
		type: 'http_request',
		parameters: { url: 'https://n8n.example/webhook/x' },
		retryAfterSeconds: 60,
	};
	const id = await world.template({ start: 'call', blocks: [{ ...call, retries: 2 }] });
	const { run, steps } = await runToEnd(world, life, id);
	expect(run).toMatchObject({ state: 'SUCCESS', endedAt: T0 + 120_000 });
	expect(steps).toMatchObject([
		{ attempt: 3, output: { status: 200, body: { ok: 1 } }, error: null },
	]);
	const ids = world.requests.map(({ headers }) => headers['webhook-id']);
	expect(ids).toHaveLength(3);
	expect(new Set(ids).size).toBe(1);
	answers = -10;
	const poor = await world.template({ start: 'call', blocks: [{ ...call, retries: 1 }] }, 'Poor');
	const second = await runToEnd(world, life, poor);
	expect(second.run).toMatchObject({
		state: 'FAILED',
		message: 'Block "call" failed: The server answered HTTP 503',
	});
	expect(second.steps).toMatchObject([{ attempt: 2, state: 'FAILED' }]);
});

it('fails a block that takes too long, and a run that does', async () => {
	world = new World({ network: () => new Promise(() => undefined) });
	const life = await world.start();
	const call = {
		id: 'call',
		type: 'http_request',
		parameters: { url: 'https://n8n.example/' },
		timeoutSeconds: 5,
	};
	const slow = await world.template({ start: 'call', blocks: [call] });
	const { id } = await life.workflows.execute({
		templateId: slow,
		arguments: {},
		owner: 'ann',
		trigger: 'api',
	});
	await settle();
	await life.moveTo(T0 + 5_000);
	expect(await world.run(id)).toMatchObject({
		state: 'FAILED',
		message: 'Block "call" failed: Not done within 5 seconds',
	});
	const long = await world.template(
		{
			start: 'wait',
			timeoutMinutes: 30,
			blocks: [
				{ id: 'wait', type: 'time_delay', parameters: { minutes: 60 }, next: 'm' },
				mail('m'),
			],
		},
		'Long',
	);
	const run = await life.workflows.execute({
		templateId: long,
		arguments: {},
		owner: 'ann',
		trigger: 'api',
	});
	await settle();
	await life.moveTo(T0 + 5_000 + 1_800_000);
	expect(await world.run(run.id)).toMatchObject({
		state: 'FAILED',
		message: 'The run was not done within 30 minutes',
	});
	expect(await world.steps(run.id)).toMatchObject([{ state: 'FAILED', endedAt: T0 + 1_805_000 }]);
});

it('cancels a waiting run and one at work; what is cancelled does nothing more', async () => {
	world = new World({ network: () => new Promise(() => undefined) });
	const life = await world.start();
	for (const block of [
		{ id: 'b', type: 'time_delay', parameters: { minutes: 5 }, next: 'm' },
		{ id: 'b', type: 'http_request', parameters: { url: 'https://n8n.example/' }, next: 'm' },
	]) {
		const template = await world.template({ start: 'b', blocks: [block, mail('m')] }, block.type);
		const { id } = await life.workflows.execute({
			templateId: template,
			arguments: {},
			owner: 'ann',
			trigger: 'api',
		});
		await settle();
		await life.workflows.cancel(id, 'root');
		await life.moveTo(world.clock.now() + 600_000);
		expect(await world.run(id)).toMatchObject({
			state: 'CANCELLED',
			message: 'Cancelled by root',
			block: null,
		});
		expect(path(await world.steps(id))).toEqual(['b:CANCELLED']);
		await expect(life.workflows.cancel(id, 'root')).rejects.toMatchObject({ code: 'conflict' });
		expect(
			await life.engine.get((await world.run(id)).jobId as string, { owner: 'ann', admin: false }),
		).toMatchObject({
			state: 'CANCELLED',
		});
	}
	expect(await world.disk.outbox(10, undefined)).toEqual([]);
});

it('judges parameters again once they are filled in, and never fills in what was filled in', async () => {
	world = new World();
	const life = await world.start();
	const id = await world.template({
		start: 'block',
		arguments: [{ name: 'address' }, { name: 'text' }],
		blocks: [
			act('block', 'block_ip', { address: '{{arguments.address}}' }, { onFailure: 'm' }),
			mail('m', {}, 'x {{arguments.text}}'),
		],
	});
	const { steps } = await runToEnd(world, life, id, { address: 'nonsense', text: '{{run.id}}' });
	expect(steps[0]).toMatchObject({
		state: 'FAILED',
		error: 'address: expected an IPv4 or IPv6 address, got "nonsense"',
	});
	expect(await world.disk.outbox(1, undefined)).toMatchObject([{ subject: 'x {{run.id}}' }]);
});

it('goes on with the definition it started with when the template is changed or deleted', async () => {
	world = new World();
	const life = await world.start();
	const id = await world.template({
		start: 'wait',
		blocks: [{ id: 'wait', type: 'time_delay', parameters: { minutes: 1 }, next: 'm' }, mail('m')],
	});
	const run = await life.workflows.execute({
		templateId: id,
		arguments: {},
		owner: 'ann',
		trigger: 'console',
	});
	await settle();
	await world.disk.deleteTemplate(id);
	await life.finish(run.id);
	expect(path(await world.steps(run.id))).toEqual(['wait:SUCCESS', 'm:SUCCESS']);
});
