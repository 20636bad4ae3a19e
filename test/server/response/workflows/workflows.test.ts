/** Execution by API, console and alerts: templates, arguments, tickets, and once per alert. */
import type { Alert } from '../../../../server/detection';
import { WorkflowError } from '../../../../server/response/workflows/errors';
import { workflowConsumer } from '../../../../server/response/workflows/automation';
import { incidentTickets } from '../../../../server/response/workflows/incident-tickets';
import type { FindTicket } from '../../../../server/response/workflows/targets';
import { mail, path, runToEnd, settle, T0, World } from './support';

const findTicket: FindTicket = async (id) =>
	id === '33630'
		? {
				id,
				ticket: { tool: 'jira' },
				incident: { id: 7, severity: 'critical', name: 'Brute force' },
				device: 'win7',
			}
		: undefined;

let world: World;
afterEach(() => world.close());

const execute = (
	life: Awaited<ReturnType<World['start']>>,
	templateId: number,
	given = {},
	ticketId?: string,
) =>
	life.workflows.execute({ templateId, arguments: given, ticketId, owner: 'ann', trigger: 'api' });

describe('what is asked for', () => {
	it.each<[string, number, object, string | undefined, string, string]>([
		['an unknown workflow', 99, {}, undefined, 'unknown_workflow', '99'],
		[
			'a missing argument',
			1,
			{ device: 'pc1' },
			undefined,
			'invalid_parameter',
			'arguments.message: is required, expected Text to show',
		],
		[
			'an empty mandatory argument',
			1,
			{ device: 'pc1', message: '' },
			undefined,
			'invalid_parameter',
			'arguments.message: is required, expected Text to show',
		],
		[
			'an unknown argument',
			4,
			{ device: 'pc1', force: true },
			undefined,
			'invalid_parameter',
			'arguments.force: not an argument of this workflow; accepted: device, mail_to',
		],
		[
			'a member of every object',
			4,
			{ constructor: 'x' },
			undefined,
			'invalid_parameter',
			'arguments.constructor: not an argument of this workflow; accepted: device, mail_to',
		],
		['an unknown ticket', 4, {}, '5', 'unknown_ticket', '"5"'],
		[
			'no device at all',
			4,
			{},
			undefined,
			'invalid_parameter',
			'arguments.device: is required, expected a device name, because no ticket or incident names the device',
		],
	])('refuses %s', async (_what, id, given, ticket, code, detail) => {
		world = new World({ findTicket });
		const life = await world.start();
		await expect(execute(life, id, given, ticket)).rejects.toMatchObject({ code, message: detail });
		expect(await world.disk.runs({ limit: 10 })).toEqual([]);
	});

	it('refuses a disabled workflow', async () => {
		world = new World();
		const life = await world.start();
		await world.disk.enableTemplate(4, false);
		await expect(execute(life, 4, { device: 'pc1' })).rejects.toMatchObject({
			code: 'conflict',
			message: 'Workflow 4 is disabled',
		});
		await world.disk.predefine([], T0);
		expect((await world.disk.template(4))?.enabled).toBe(false);
	});

	it('takes typed arguments as text too', async () => {
		world = new World();
		const life = await world.start();
		const id = await world.template({
			start: 'm',
			arguments: [
				{ name: 'count', type: 'number', default: 3 },
				{ name: 'loud', type: 'boolean' },
				{ name: 'text' },
			],
			blocks: [mail('m')],
		});
		const { context } = await execute(life, id, { count: '12', loud: 'TRUE', text: 5 });
		expect(context.arguments).toEqual({ count: 12, loud: true, text: '5' });
		expect((await execute(life, id)).context.arguments).toEqual({ count: 3, loud: '', text: '' });
		await expect(execute(life, id, { count: 'many' })).rejects.toMatchObject({
			message: 'arguments.count: expected a number, got "many"',
		});
		await expect(execute(life, id, { loud: 'perhaps' })).rejects.toMatchObject({
			code: 'invalid_parameter',
		});
	});
});

it("acts on the ticket's device, and tells the administrator", async () => {
	world = new World({ findTicket });
	const life = await world.start();
	const { run, steps } = await runToEnd(world, life, 3, { service: 'Spooler' }, '33630');
	expect(run).toMatchObject({ state: 'SUCCESS', ticketId: '33630', context: { device: 'win7' } });
	expect(path(steps)).toEqual(['service:SUCCESS', 'mail_done:SUCCESS']);
	expect(
		(await world.disk.device('win7')).services.find(({ name }) => name === 'Spooler')?.running,
	).toBe(false);
	expect(await world.disk.outbox(10, undefined)).toMatchObject([
		{
			to: ['administrator@log360.example'],
			subject: 'Stop Service: done on win7',
			body: `Workflow run ${run.id}, device win7, ticket 33630.`,
		},
	]);
	const other = await runToEnd(world, life, 3, { service: 'Nope', device: 'pc1' }, '33630');
	expect(other.run).toMatchObject({
		state: 'FAILED',
		message: expect.stringContaining('no service "Nope"'),
		context: { device: 'pc1' },
	});
	expect(path(other.steps)).toEqual(['service:FAILED', 'mail_failed:SUCCESS', 'failed:SUCCESS']);
});

it('branches on the incident of the ticket', async () => {
	world = new World({ findTicket });
	const life = await world.start();
	const { steps } = await runToEnd(world, life, 15, { address: '203.0.113.9' }, '33630');
	expect(path(steps).map((step) => step.split(':')[0])).toEqual([
		'ping',
		'there',
		'block',
		'disable',
		'grave',
		'shut_down',
		'tell',
	]);
	expect(await world.disk.device('win7')).toMatchObject({
		powered: false,
		enabled: false,
		blockedAddresses: ['203.0.113.9'],
	});
	// Switched off, it does not answer any more, and the workflow takes the other way.
	const again = await runToEnd(world, life, 15, { address: '203.0.113.9' }, '33630');
	expect(path(again.steps)).toEqual(['ping:FAILED', 'there:SUCCESS', 'tell:SUCCESS']);
});

describe('by alert', () => {
	const alert = (id: number, profileId = 1001): Alert =>
		({
			id,
			seq: id,
			profileId,
			profileName: 'P',
			severity: 'critical',
			status: 'open',
			assignee: null,
			time: T0,
			raisedAt: T0,
			group: '',
			events: 1,
			evidence: [],
			document: { TIME: T0, HOSTNAME: 'win7', PROCESSNAME: 'notepad.exe' },
		}) as Alert;

	const none = async () => undefined;

	it('starts what its profile names, once per alert over crashes', async () => {
		world = new World();
		await world.disk.setAutomations(2, [
			{ profileId: 1001, arguments: { process: '{{alert.PROCESSNAME}}', surplus: 1 } },
		]);
		await world.disk.setAutomations(4, [{ profileId: 1002, arguments: {} }]);
		const problems: string[] = [];
		let life = await world.start();
		await workflowConsumer(life.workflows, none, (problem) => problems.push(problem))([
			alert(1),
			alert(2, 1003),
		]);
		await life.finish(1);
		life = await world.start();
		await workflowConsumer(life.workflows, none, (problem) => problems.push(problem))([
			alert(1),
			alert(3),
		]);
		await life.finish(2);
		expect(await world.disk.runs({ limit: 10 })).toMatchObject([
			{
				id: 2,
				trigger: 'alert',
				owner: 'alerts',
				state: 'FAILED',
				context: { device: 'win7', alert: { id: 3 } },
			},
			{ id: 1, state: 'SUCCESS', context: { arguments: { process: 'notepad.exe' } } },
		]);
		expect(problems).toEqual([]);
	});

	it('hands its incident on to arguments and blocks, as it was when the run started', async () => {
		world = new World();
		const life = await world.start();
		const template = await world.template({
			start: 'wait',
			arguments: [{ name: 'text' }],
			blocks: [
				{ id: 'wait', type: 'time_delay', parameters: { minutes: 1 }, next: 'tell' },
				{
					id: 'tell',
					type: 'send_mail',
					parameters: {
						to: 'a@b.example',
						subject: '{{arguments.text}}',
						body: '{{incident.id}} {{incident.actors.user}} {{incident.missing}}',
					},
				},
			],
		});
		await world.disk.setAutomations(template, [
			{ profileId: 1001, arguments: { text: '{{incident.severity}}: {{incident.name}}' } },
		]);
		const facts = {
			incident: {
				id: 3_000_000_438_278,
				name: 'Mine',
				severity: 'critical',
				actors: { user: 'joe' },
			},
			device: 'dc01',
		};
		const asked: number[] = [];
		const incidentOf = async (id: number) => {
			asked.push(id);
			return id === 1 ? facts : undefined;
		};
		const consumer = workflowConsumer(life.workflows, incidentOf, () => undefined);
		await consumer([alert(1), alert(2), alert(3, 1003)]);
		// An alert that starts nothing is not asked about.
		expect(asked).toEqual([1, 2]);
		await life.finish(1);
		await life.finish(2);
		const mails = await world.disk.outbox(10, undefined);
		// Both ran at the same time.
		expect(mails.sort((one, other) => one.runId - other.runId)).toMatchObject([
			{ runId: 1, subject: 'critical: Mine', body: '3000000438278 joe ' },
			{ runId: 2, subject: ':', body: '  ' },
		]);
		// The device is the alert's: an incident may be about several.
		expect(await world.run(1)).toMatchObject({
			context: { device: 'win7', incident: facts.incident },
		});
	});

	it('says which workflow could not be started, and starts the others', async () => {
		world = new World();
		const life = await world.start();
		const { runs, problems } = await life.workflows.onAlert({
			id: 'x',
			templateIds: [1, 99, 4, 4],
			alert: {},
			device: 'pc1',
		});
		expect(runs).toHaveLength(1);
		expect(problems).toEqual([
			'Workflow 1 was not started: arguments.message: is required, expected Text to show',
			'Workflow 99 was not started: 99',
		]);
		const none = await life.workflows.onAlert({
			id: 'y',
			templateIds: [4],
			alert: {},
			device: null,
		});
		expect(none.problems).toEqual(['Workflow 4 was not started: the alert names no device']);
	});
});

describe('tickets of incidents', () => {
	const incident = {
		id: 9,
		name: 'n',
		description: '',
		severity: 'critical',
		status: 'open',
		assignee: null,
		createdAt: T0,
		actors: [{ user: ['eve'] }, { entity: ['dev-agent', 'x'] }],
	};
	const failing = (code: string, details = 'why') => ({
		incidentOf: async () => {
			throw Object.assign(new Error('x'), { name: 'IncidentError', code, details });
		},
	});
	const incidents = { get: async () => incident as never };

	it('finds device and variables', async () => {
		world = new World();
		const found = await incidentTickets({ incidentOf: async () => 9 }, incidents)('T-1');
		expect(found).toMatchObject({
			id: 'T-1',
			device: 'dev-agent',
			incident: { id: 9, severity: 'critical', actors: { user: 'eve', entity: 'dev-agent' } },
		});
	});

	it('tells unknown from ambiguous', async () => {
		world = new World();
		expect(await incidentTickets(failing('unknown_ticket'), incidents)('T')).toBeUndefined();
		await expect(incidentTickets(failing('conflict'), incidents)('T')).rejects.toEqual(
			new WorkflowError('conflict', 'why'),
		);
		await expect(
			incidentTickets(
				{ incidentOf: async () => Promise.reject(new Error('disk')) },
				incidents,
			)('T'),
		).rejects.toThrow('disk');
	});
});

it('keeps predefined templates from change, and names apart', async () => {
	world = new World();
	const id = await world.template({ start: 'm', blocks: [mail('m')] }, 'Mine');
	expect(id).toBe(1001);
	const content = {
		name: 'popup alert',
		description: '',
		definition: (await world.disk.template(id))?.definition as never,
	};
	await expect(world.disk.insertTemplate(content, T0)).rejects.toThrow(
		'Workflow 1 has the name "popup alert"',
	);
	await expect(
		world.disk.updateTemplate(1, { ...content, name: 'x' }, undefined, T0),
	).rejects.toThrow(/predefined/);
	await expect(world.disk.deleteTemplate(1)).rejects.toThrow(/predefined/);
	await expect(world.disk.deleteTemplate(77)).rejects.toThrow('77');
	const changed = await world.disk.updateTemplate(id, { ...content, name: 'Mine 2' }, T0, T0);
	expect(changed.lastModified).toBe(T0 + 1);
	await expect(
		world.disk.updateTemplate(id, { ...content, name: 'Mine 3' }, T0, T0),
	).rejects.toThrow(/changed meanwhile/);
	await settle();
});
