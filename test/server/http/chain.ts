/** The chain over HTTP, step by step: log, alert, incident, ticket, its status back, workflow runs, export. */
import type { FakeHook } from '../response/tickets/fakes/hook';
import type { FakeJira } from '../response/tickets/fakes/jira';

const WORKFLOWS = '/admin/api/workflows';
const INCIDENT = '/RestAPI/v1/incident';
const TICKET_INCIDENT = '/RestAPI/v1/ticket/incident';
/** "Windows: audit log cleared". */
const PROFILE = 1101;
/** Between two looks; what happens in between is the server's own work. */
const PAUSE_MS = 10;

/** Calls the server that runs at present; fails on any status but 2xx. Answers the body. */
export type Call = (path: string, method?: string, body?: unknown) => Promise<any>;

/** One step; between any two of them the server may be another. */
export interface Step {
	readonly name: string;
	run(): Promise<void>;
}

/** What stands around the server. */
export interface Around {
	readonly call: Call;
	readonly jira: FakeJira;
	/** Called by the workflow. */
	readonly hook: FakeHook;
	/** Time of the log, epoch ms. */
	readonly time: number;
}

/** Asks until the answer is there. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
	for (;;) {
		const found = await ask();
		if (found !== undefined) return found;
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
}

/** Blocks of every kind that goes out or acts: a decision, a device, a webhook, a mail. */
function definition(hook: string) {
	return {
		start: 'grave',
		arguments: [{ name: 'text', mandatory: true }],
		blocks: [
			{
				...{ id: 'grave', type: 'decision', yes: 'warn', no: 'mail' },
				parameters: { condition: 'incident.severity == "critical"' },
			},
			{
				...{ id: 'warn', type: 'popup_alert', next: 'hook' },
				parameters: { device: '{{device}}', message: '{{arguments.text}}' },
			},
			{
				...{ id: 'hook', type: 'http_request', next: 'mail' },
				parameters: {
					...{ url: hook, secret: 'a secret of 24 characters' },
					body: {
						incident: '{{incident.id}}',
						ticket: '{{ticket.id}}',
						trigger: '{{run.trigger}}',
					},
				},
			},
			{
				...{ id: 'mail', type: 'send_mail' },
				parameters: { to: 'soc@example.com', subject: '{{run.trigger}} {{incident.status}}' },
			},
		],
	};
}

/** The steps in order; the last one looks back at all of it. */
export function chain({ call, jira, hook, time }: Around): readonly Step[] {
	let workflow = 0;
	let execution = 0;
	let exported = 0;
	const incidents = async () => (await call('/api/v2/incident')).data.incidents as any[];
	const alerts = async () =>
		(
			await call('/api/v2/alerts', 'POST', {
				query: 'ALERT_PROFILE_NAME = "Windows: audit log cleared"',
				start_time: '2000-01-01T00:00:00Z',
				end_time: '2100-01-01T00:00:00Z',
			})
		).data.hits as any[];
	const runs = async () => (await call(`${WORKFLOWS}/runs?template=${workflow}`)).runs as any[];
	const of = () => `?export_id=${exported}`;
	return [
		{
			name: 'Jira is connected',
			run: async () => {
				await call('/admin/api/ticketing/connections', 'POST', {
					...{ tool: 'jira_cloud', name: 'Jira' },
					settings: { url: jira.url, project: 'SEC', user: 'bot@example.com' },
					secrets: { token: 'api-token' },
				});
			},
		},
		{
			name: 'the profile gets a rule for its incidents',
			run: async () => {
				const incidentRule = { groupBy: ['actor.entity'], assignee: 'ann', within: 3_600_000 };
				await call(`/admin/api/alerts/profiles/${PROFILE}`, 'PUT', { incidentRule });
			},
		},
		{
			name: 'a workflow is made',
			run: async () => {
				const body = { name: 'Respond', definition: definition(hook.url) };
				workflow = (await call(WORKFLOWS, 'POST', body)).workflow.id;
			},
		},
		{
			name: 'the profile is to start it',
			run: async () => {
				const text = '{{incident.assignee}}: {{alert.USERNAME}} on {{incident.actors.entity}}';
				const profiles = [{ profileId: PROFILE, arguments: { text } }];
				await call(`${WORKFLOWS}/${workflow}/profiles`, 'PUT', { profiles });
			},
		},
		{
			name: 'logs are sent',
			run: async () => {
				const cleared = {
					...{ HOSTNAME: 'dc01', LOGTYPE: 'Windows', EVENTID: 1102, USERNAME: 'mallory' },
					...{ SOURCE: 'Microsoft-Windows-Eventlog', CHANNEL: 'Security' },
				};
				// The second is in the next stretch of the profile's window: a repeat, for the same incident.
				for (const TIME of [time - 1_200_000, time])
					await call('/ingest', 'POST', { ...cleared, TIME });
			},
		},
		{
			name: 'alerts are there at once',
			run: async () => {
				expect(await alerts()).toMatchObject([
					{ ALERT_STATUS: 'Open', USERNAME: 'mallory', TIME: time },
					{ ALERT_STATUS: 'Open', USERNAME: 'mallory', TIME: time - 1_200_000 },
				]);
			},
		},
		{
			name: 'they become an incident',
			run: async () => {
				const incident = await until(async () => (await incidents())[0]);
				expect(incident).toMatchObject({
					...{ status: 'open', source: 'alert', severity: 'critical', assignee: 'ann' },
					actors: [{ entity: ['dc01'] }, { user: ['mallory'] }],
				});
			},
		},
		{
			// Wherever a crash hit the creation: the next start finds out whether Jira has the ticket.
			name: 'it becomes a ticket',
			run: async () => {
				await until(async () => (await incidents())[0].ticket_id as string | undefined);
				expect(jira.issues).toMatchObject([
					{ key: 'SEC-1', fields: { status: { name: 'To Do' } } },
				]);
			},
		},
		{
			name: 'the alerts start the workflow, once each',
			run: async () => {
				const found = await until(async () => {
					const present = await runs();
					const over = present.length === 2 && present.every(({ endedAt }) => endedAt !== null);
					return over ? present : undefined;
				});
				const text = 'ann: mallory on dc01';
				const started = { trigger: 'alert', state: 'SUCCESS', device: 'dc01', arguments: { text } };
				expect(found).toMatchObject([started, started]);
			},
		},
		{
			name: 'somebody finishes the ticket in Jira, and Jira says so',
			run: async () => {
				jira.issues[0]!.fields['status'] = { name: 'Done' };
				const changelog = { field: 'STATUS', value: 'Done' };
				await call(`${TICKET_INCIDENT}/update`, 'POST', { ticket_id: 'SEC-1', changelog });
			},
		},
		{
			name: 'the incident is closed',
			run: async () => {
				expect(await incidents()).toMatchObject([{ status: 'closed', ticket_id: 'SEC-1' }]);
			},
		},
		{
			name: 'the workflow is executed for the ticket',
			run: async () => {
				const body = {
					template_id: workflow,
					ticket_id: 'SEC-1',
					arguments: { text: 'All clear' },
				};
				execution = (await call('/RestAPI/v1/workflow/execute', 'POST', body)).execution_id;
			},
		},
		{
			name: 'it ends well',
			run: async () => {
				const path = `/RestAPI/v1/workflow/execution/status?execution_id=${execution}`;
				const ended = await until(async () => {
					const answer = await call(path);
					return ['QUEUED', 'RUNNING'].includes(answer.status) ? undefined : answer;
				});
				expect(ended).toMatchObject({ status: 'SUCCESS', template_id: workflow });
				expect(ended.blocks.map((block: any) => [block.BLOCK_ID, block.STATUS])).toEqual(
					['grave', 'warn', 'hook', 'mail'].map((id) => [id, 'SUCCESS']),
				);
			},
		},
		{
			name: 'an export is started',
			run: async () => {
				const body = { ticket_id: 'SEC-1', format: 'json' };
				exported = (await call(`${TICKET_INCIDENT}/export`, 'POST', body)).export_id;
			},
		},
		{
			name: 'it is done',
			run: async () => {
				await until(async () => {
					const { status } = await call(`${INCIDENT}/export/status${of()}`);
					expect(status).not.toBe('FAILED');
					return status === 'COMPLETED' ? true : undefined;
				});
			},
		},
		{
			name: 'its file is downloaded',
			run: async () => {
				const [{ incident_id }] = (await incidents()) as [any];
				expect(await call(`${INCIDENT}/export/download${of()}`)).toMatchObject({
					...{ incident_id, status: 'closed', assignee: 'ann' },
					evidence: [{ source: 'alert' }, { source: 'alert' }],
				});
			},
		},
		{
			name: 'every run is visible with its log, and nothing happened twice',
			run: async () => {
				const [{ incident_id }] = (await incidents()) as [any];
				const found = await runs();
				expect(found.map(({ trigger, ticketId }) => [trigger, ticketId])).toEqual([
					['api', 'SEC-1'],
					['alert', null],
					['alert', null],
				]);
				for (const { id } of found) {
					const { steps } = await call(`${WORKFLOWS}/runs/${id}`);
					expect(steps).toMatchObject([
						{ block: 'grave', state: 'SUCCESS' },
						{ block: 'warn', state: 'SUCCESS', simulated: true },
						{ block: 'hook', state: 'SUCCESS', input: { secret: '********' } },
						{ block: 'mail', state: 'SUCCESS', simulated: true },
					]);
				}
				expect((await call(`${WORKFLOWS}/runs?ticket=SEC-1`)).runs).toMatchObject([
					{ id: execution },
				]);
				const { mails } = await call(`${WORKFLOWS}/outbox`);
				expect(mails.map(({ subject }: any) => subject)).toEqual([
					...['api closed', 'alert open', 'alert open'],
				]);
				const { popups } = await call(`${WORKFLOWS}/devices/dc01`);
				expect(popups.map(({ message }: any) => message).sort()).toEqual([
					...['All clear', 'ann: mallory on dc01', 'ann: mallory on dc01'],
				]);
				expect([...hook.calls.values()].map(({ incident, ticket }) => [incident, ticket])).toEqual([
					...[
						[incident_id, ''],
						[incident_id, ''],
						[incident_id, 'SEC-1'],
					],
				]);
				expect(jira.issues).toHaveLength(1);
				expect(await alerts()).toHaveLength(2);
			},
		},
	];
}
