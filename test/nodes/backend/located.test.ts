/** What locators pick by name and by the address of its page, against the backend: the same thing as by its id, or an error that helps. */
import { backend } from '../support/backend';
import { bothGenerations, bothWaysToV1, id, nodeWith } from '../support/node';

const server = backend();
const v2 = nodeWith(() => server.v2());

const named = (value: string) => ({ __rl: true, mode: 'name', value });
const paged = (value: string) => ({ __rl: true, mode: 'url', value });
const DRY = { options: { dryRun: true } };

describe.each(bothGenerations(server))('an alert profile over %s', (generation, node) => {
	const get = async (profile: object) => (await node.run('alertProfile.get', { profile }))[0];

	it.each(['Windows: audit log cleared', ' windows: AUDIT log cleared '])(
		'by its name: %j',
		async (name) => {
			expect(await get(named(name))).toEqual(await get(id(1101)));
		},
	);

	it('by its page', async () => {
		expect(await get(paged(`${server.url}/#/profiles/1101`))).toMatchObject({ id: '1101' });
		expect(await get(paged(`${server.url}/console/#/profiles/1101/edit`))).toMatchObject({
			id: '1101',
		});
	});

	it('by no name that there is, with names that are alike', async () => {
		const error = await node.fail('alertProfile.get', { profile: named('audit log') });
		expect(error.message).toBe('There is no alert profile called "audit log"');
		expect(error.description).toContain('"Windows: audit log cleared"');
		expect(generation).toMatch(/^V/);
	});
});

describe.each(bothWaysToV1(server))('a workflow over %s', (_way, node) => {
	const get = async (workflow: object) => (await node.run('workflow.getTemplate', { workflow }))[0];

	it('by its name and by its page', async () => {
		const wanted = await get(id(3));
		expect(await get(named('Stop Service'))).toEqual(wanted);
		expect(await get(paged(`${server.url}/#/workflows/3`))).toEqual(wanted);
	});

	it('the profile of a ticket notification by its name', async () => {
		const [would] = await node.run('ticketNotification.disable', {
			...{ identifyBy: 'profile', profile: named('Windows: audit log cleared') },
			...DRY,
		});
		expect(would).toMatchObject({ dryRun: true, body: { profile_id: 1101 } });
	});
});

describe('an incident', () => {
	const NAME = 'Located by its name';
	const make = async (name: string) => (await v2.run('incident.create', { name }))[0];
	const get = async (incident: object) => (await v2.run('incident.get', { incident }))[0];

	it('by its name, and by the url that the node gave', async () => {
		const { id: made, url } = await make(NAME);
		expect(await get(named(NAME))).toMatchObject({ id: made });
		expect(await get(paged(String(url)))).toMatchObject({ id: made });
	});

	it('of two with one name neither, with the ids of both', async () => {
		const ids = [await make('Twice'), await make('twice')].map((one) => String(one.id));
		// One is exactly so, and that is the one.
		expect(await get(named('Twice'))).toMatchObject({ id: ids[0] });
		ids.push(String((await make('Twice')).id));
		const error = await v2.fail('incident.delete', { incident: named('Twice') });
		expect(error.message).toBe('2 incidents are called "Twice"');
		expect(error.description).toMatch(
			/^Give one of these by its ID: \d+ \(open\), \d+ \(open\)\.$/,
		);
		expect(error.description).toContain(ids[0]);
		expect(error.description).toContain(ids[2]);
		for (const one of ids) expect(await get(id(one))).toMatchObject({ id: one });
	});

	it('is found for every item by the name in it', async () => {
		const names = [NAME, 'Web scan of the shop', NAME];
		const found = await v2.run(
			'incident.get',
			{ incident: named('={{ $json.name }}') },
			{ items: names.map((name) => ({ name })) },
		);
		expect(found.map(({ name }) => name)).toEqual(names);
	});

	it.each([
		['#/incidents/1', 'is not the address of a page in the console'],
		['SERVER/#/alerts/1', 'is not the page of an incident'],
		['SERVER/#/incidents', 'is not the page of an incident'],
		['SERVER/#/incidents/new', 'is not the page of an incident'],
		['https://other.example.com/#/incidents/1', 'is on another server than the credential'],
		['SERVER.example.com/#/incidents/1', 'is on another server than the credential'],
	])('by %s not at all', async (address, why) => {
		const url = address.replace('SERVER', server.url);
		const error = await v2.fail('incident.get', { incident: paged(url) });
		expect(error.message).toBe(`${JSON.stringify(url)} ${why}`);
		expect(error.description).toContain(server.url);
	});

	it('by a name that nothing has, or an empty one, not at all', async () => {
		const error = await v2.fail('incident.get', { incident: named('No such thing') });
		expect(error.message).toBe('There is no incident called "No such thing"');
		expect((await v2.fail('incident.get', { incident: named(' ') })).message).toBe(
			'Incident is empty',
		);
	});

	it('of a token that may not list them, with the scope', async () => {
		const credentials = await server.withScopes('logfields.READ');
		const error = await v2.fail('incident.get', { incident: named(NAME) }, { credentials });
		expect(error.message).toContain('incident.READ');
	});
});

it('a report by its name', async () => {
	const get = async (report: object) =>
		await v2.run('report.getData', { report, timeRange: 'last24Hours', limit: 3 });
	expect(await get(named('Failed logons'))).toEqual(await get(id(101)));
});

it('a log source by its name, also in other capitals', async () => {
	const [{ id: wanted, name }] = await v2.run('logSource.getMany', { limit: 1, returnAll: false });
	const [would] = await v2.run('logSource.update', {
		logSource: named(String(name).toUpperCase()),
		updateFields: { displayName: 'Renamed' },
		...DRY,
	});
	expect(JSON.stringify(would.body)).toContain(String(wanted));
});
