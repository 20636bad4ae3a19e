/** Every tool, against its fake: a ticket is created, its id kept, changes are told, and nothing is echoed. */
import { FakeJira } from './fakes/jira';
import { FakeReceiver } from './fakes/receiver';
import { FakeServiceDeskPlus } from './fakes/servicedesk-plus';
import { FakeServiceNow } from './fakes/servicenow';
import { FakeZendesk } from './fakes/zendesk';
import { INCIDENT, makeWorld } from './world';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

const TOOLS = {
	jira_cloud: async () => {
		const fake = await new FakeJira('cloud').start();
		return {
			fake,
			body: {
				settings: { url: fake.url, project: 'SEC', user: 'bot@example.com' },
				secrets: { token: 'api-token' },
			},
			ids: ['SEC-1', '10001'],
			now: () => [fake.issues[0]?.fields['status'].name, fake.issues[0]?.fields['priority'].name],
			count: () => fake.issues.length,
			words: {
				open: 'To Do',
				critical: 'Highest',
				closed: 'Done',
				trouble: 'High',
				other: 'In Review',
			},
		};
	},
	jira_data_center: async () => {
		const fake = await new FakeJira('data center').start();
		return {
			fake,
			body: { settings: { url: `${fake.url}/`, project: 'SEC' }, secrets: { token: 'api-token' } },
			ids: ['SEC-1', '10001'],
			now: () => [fake.issues[0]?.fields['status'].name, fake.issues[0]?.fields['priority'].name],
			count: () => fake.issues.length,
			words: {
				open: 'To Do',
				critical: 'Highest',
				closed: 'Done',
				trouble: 'High',
				other: 'Escalated',
			},
		};
	},
	servicenow: async () => {
		const fake = await new FakeServiceNow().start();
		return {
			fake,
			body: { settings: { url: fake.url, user: 'bot' }, secrets: { password: 'password-1' } },
			ids: ['INC0000001', 'a1b2c30000001'],
			now: () => [fake.records[0]?.['state'], fake.records[0]?.['urgency']],
			count: () => fake.records.length,
			words: { open: '1', critical: '1', closed: '6', trouble: '2', other: 'On Hold' },
		};
	},
	servicedesk_plus: async () => {
		const fake = await new FakeServiceDeskPlus().start();
		return {
			fake,
			body: { settings: { url: fake.url }, secrets: { token: 'technician-key' } },
			ids: ['33630'],
			now: () => [fake.requests[0]?.['status'].name, fake.requests[0]?.['priority'].name],
			count: () => fake.requests.length,
			words: {
				open: 'Open',
				critical: 'High',
				closed: 'Closed',
				trouble: 'Medium',
				other: 'Onhold',
			},
		};
	},
	zendesk: async () => {
		const fake = await new FakeZendesk().start();
		return {
			fake,
			body: {
				settings: { url: fake.url, user: 'bot@example.com' },
				secrets: { token: 'api-token' },
			},
			ids: ['35436'],
			now: () => [fake.tickets[0]?.['status'], fake.tickets[0]?.['priority']],
			count: () => fake.tickets.length,
			words: {
				open: 'new',
				critical: 'urgent',
				closed: 'solved',
				trouble: 'high',
				other: 'Pending',
			},
		};
	},
	webhook: async () => {
		const fake = await new FakeReceiver(SECRET, 'T-77').start();
		const last = () => fake.events.at(-1)?.data;
		return {
			fake,
			body: { settings: { url: `${fake.url}/hook` }, secrets: { secret: SECRET } },
			ids: ['T-77'],
			now: () => [last()?.status, last()?.severity],
			count: () => fake.events.filter(({ type }) => type === 'incident.created').length,
			words: {
				open: 'open',
				critical: 'critical',
				closed: 'closed',
				trouble: 'trouble',
				other: 'in_progress',
			},
		};
	},
} as const;

describe.each(Object.keys(TOOLS) as (keyof typeof TOOLS)[])('%s', (tool) => {
	test('the whole way there and back', async () => {
		const { fake, body, ids, now, count, words } = await TOOLS[tool]();
		const world = await makeWorld();
		await world.connect({ tool, name: 'Tool', ...body });
		const { id } = await world.incidents.create(INCIDENT, 'ann');
		await world.quiet();
		expect((await world.incidents.get(id)).ticketId).toBe(ids[0]);
		expect(now()).toEqual([words.open, words.critical]);

		await world.incidents.update(id, { status: 'closed', severity: 'trouble' }, 'ann');
		await world.quiet();
		expect(now()).toEqual([words.closed, words.trouble]);

		const calls = fake.got.length;
		for (const ticketId of ids) {
			await world.tickets.sync({ ticketId, field: 'status', value: words.other });
		}
		await world.quiet();
		expect((await world.incidents.get(id)).status).toBe('in_progress');
		expect(fake.got).toHaveLength(calls);
		expect(count()).toBe(1);
		expect((await world.log()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
		expect(world.troubles).toEqual([]);
	});

	test('a ticket whose answer was lost is not created twice', async () => {
		const { fake, body, ids, count } = await TOOLS[tool]();
		const world = await makeWorld();
		await world.connect({ tool, name: 'Tool', ...body });
		fake.planned.push('cut');
		const { id } = await world.incidents.create(INCIDENT, 'ann');
		await world.quiet();
		expect(await world.log()).toMatchObject([{ state: 'pending', attempts: 1 }]);
		await world.advance(10_000);
		await world.quiet();
		expect((await world.incidents.get(id)).ticketId).toBe(ids[0]);
		// A receiver of webhooks tells repeats by the message's id.
		if (tool === 'webhook') {
			expect(new Set(fake.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
		} else expect(count()).toBe(1);
	});
});
