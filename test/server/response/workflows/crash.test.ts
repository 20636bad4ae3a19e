/** Runs that are killed at any point and taken up again: no effect twice, none lost, the same log. */
import fc from 'fast-check';
import { Life, type Death, mail, path, settle, T0, World } from './support';
import { randomDefinition } from './random-definition';
import { followers } from '../../../../server/response/workflows/graph';
import { isOpen } from '../../../../server/response/workflows/run';
import { validateDefinition } from '../../../../server/response/workflows/validate';
import { runs } from '../../../support/runs';

/** What a run left behind; times and the number of requests aside. */
interface Outcome {
	readonly state: string;
	readonly message: string | null;
	readonly steps: readonly object[];
	readonly devices: unknown;
	readonly mails: readonly object[];
	/** Ids of the webhooks, each once. */
	readonly webhooks: readonly string[];
	/** Most requests with the same id. */
	readonly repeats: number;
}

const ARGUMENTS = { text: 'hello', service: 'Spooler' };

async function execute(definition: object, deaths: readonly Death[] = []) {
	const world = new World({
		network: ({ url }) => ({
			status: url.endsWith('bad') ? 500 : 200,
			headers: {},
			body: '{"n":1}',
		}),
	});
	const template = await world.template(definition);
	// The run is there before the first process dies, as after an acknowledged call.
	const first = await world.start();
	const { id } = await first.workflows
		.execute({ templateId: template, arguments: ARGUMENTS, owner: 'ann', trigger: 'api' })
		.catch(async (error) => {
			await world.close();
			throw error;
		});
	first.kill();
	let life: Life | undefined;
	let calls = 0;
	for (const death of [...deaths, undefined]) {
		life = await world.start(death);
		await life.finish(id);
		calls = life.calls;
	}
	const outcome = await outcomeOf(world, id);
	await world.close();
	return { outcome, calls };
}

async function outcomeOf(world: World, id: number): Promise<Outcome> {
	const run = await world.run(id);
	expect(isOpen(run.state)).toBe(false);
	const ids = world.requests.map(({ headers }) => headers['webhook-id'] as string);
	return {
		state: run.state,
		message: run.message,
		steps: (await world.steps(id)).map(
			({ number, block, state, attempt, input, output, error }) => ({
				number,
				block,
				state,
				attempt,
				input,
				output,
				error,
			}),
		),
		devices: (await world.disk.devices(100)).map((device) => ({
			...device,
			popups: device.popups.map(({ message }) => message),
			scripts: device.scripts.map(({ script }) => script),
		})),
		mails: (await world.disk.outbox(1_000, undefined)).map(({ block, subject }) => ({
			block,
			subject,
		})),
		webhooks: [...new Set(ids)],
		repeats: Math.max(0, ...ids.map((one) => ids.filter((other) => other === one).length)),
	};
}

const EVERYTHING = {
	start: 'popup',
	arguments: [{ name: 'text' }, { name: 'service' }],
	blocks: [
		{
			id: 'popup',
			type: 'popup_alert',
			parameters: { device: 'win1', message: '{{arguments.text}}' },
			next: 'again',
		},
		{ id: 'again', type: 'restart_computer', parameters: { device: 'win1' }, next: 'script' },
		{
			id: 'script',
			type: 'run_script',
			parameters: { device: 'win1', script: 's.ps1' },
			next: 'wait',
		},
		{ id: 'wait', type: 'time_delay', parameters: { minutes: 2 }, next: 'call' },
		{
			id: 'call',
			type: 'http_request',
			parameters: { url: 'https://n8n.example/good' },
			next: 'stop',
		},
		{
			id: 'stop',
			type: 'stop_service',
			parameters: { device: 'win1', service: 'NoSuch' },
			next: 'ask',
			retries: 1,
		},
		{ id: 'ask', type: 'decision', yes: 'mail', no: 'mail2' },
		mail('mail'),
		mail('mail2', {}, '{{previous.error}} {{blocks.call.output.body.n}}'),
	],
};

it('comes to the same end wherever it is killed, before or after the write', async () => {
	const { outcome: expected, calls } = await execute(EVERYTHING);
	expect(expected).toMatchObject({ state: 'SUCCESS', repeats: 1 });
	expect(expected.devices).toMatchObject([{ restarts: 1, popups: ['hello'], scripts: ['s.ps1'] }]);
	expect(expected.mails).toEqual([
		{ block: 'mail2', subject: expect.stringContaining('"NoSuch"') },
	]);
	expect(calls).toBeGreaterThan(25);
	for (let call = 1; call <= calls; call++) {
		for (const when of ['before', 'after'] as const) {
			const { outcome } = await execute(EVERYTHING, [{ call, when }]);
			// A request whose answer was lost is sent again under the same id: the receiver can tell.
			expect(outcome.repeats).toBeLessThanOrEqual(2);
			expect({ call, when, ...outcome, repeats: 1 }).toEqual({ call, when, ...expected });
		}
	}
});

it('keeps random workflows whole over random crashes', async () => {
	const deaths = fc.array(
		fc.record({
			call: fc.integer({ min: 1, max: 40 }),
			when: fc.constantFrom('before' as const, 'after' as const),
		}),
		{ minLength: 1, maxLength: 5 },
	);
	await fc.assert(
		fc.asyncProperty(randomDefinition(), deaths, async (given, killed) => {
			const definition = validateDefinition(given);
			const { outcome: expected } = await execute(definition);
			const { outcome } = await execute(definition, killed);
			expect({ ...outcome, repeats: 0 }).toEqual({ ...expected, repeats: 0 });
			// Retries repeat the id as well, with or without a crash.
			expect(outcome.repeats).toBeLessThanOrEqual(expected.repeats + killed.length);
			// Every step follows from the one before it, and every block is passed once at most.
			const passed = (expected.steps as { block: string }[]).map(({ block }) => block);
			expect(new Set(passed).size).toBe(passed.length);
			expect(passed[0]).toBe(definition.start);
			passed.slice(1).forEach((id, at) => {
				const before = definition.blocks.find((block) => block.id === passed[at]);
				expect(before === undefined ? [] : followers(before)).toContain(id);
			});
		}),
		{ numRuns: runs(60) },
	);
});

it('starts a run whose job was never submitted', async () => {
	const world = new World();
	const template = await world.template({ start: 'm', blocks: [mail('m')] });
	// Calls: boot looks for open runs and prunes; then template, createRun, setJob.
	const life = await world.start({ call: 4, when: 'after' });
	void life.workflows.execute({
		templateId: template,
		arguments: {},
		owner: 'ann',
		trigger: 'api',
	});
	await settle();
	expect(life.dead).toBe(true);
	expect(await world.run(1)).toMatchObject({ state: 'QUEUED', jobId: null });
	await (await world.start()).finish(1);
	expect((await world.run(1)).state).toBe('SUCCESS');
	expect(path(await world.steps(1))).toEqual(['m:SUCCESS']);
	await world.close();
});

it('ends a run whose job was given up, and removes logs past their time', async () => {
	const world = new World({ network: () => new Promise(() => undefined) });
	const template = await world.template({
		start: 'call',
		blocks: [{ id: 'call', type: 'http_request', parameters: { url: 'https://x.example/' } }],
	});
	let life = await world.start();
	const { id } = await life.workflows.execute({
		templateId: template,
		arguments: {},
		owner: 'ann',
		trigger: 'api',
	});
	// The default number of interruptions after which a job counts as taking the server down with it.
	for (let crash = 0; crash < 22; crash++) {
		await settle();
		life = await world.start();
	}
	await settle();
	expect(await world.run(id)).toMatchObject({
		state: 'FAILED',
		message: expect.stringMatching(/^The server stopped 21 times/),
	});
	world.clock.set(T0 + 31 * 24 * 3_600_000);
	await world.start();
	expect(await world.disk.run(id)).toBeUndefined();
	expect(await world.disk.steps(id)).toEqual([]);
	await world.close();
});
