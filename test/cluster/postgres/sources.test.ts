/** Log sources at several servers: each once, whoever notes it first, and no more of them than the quota. */
import { OVERFLOW_SOURCE } from '../../../server/logs/store';
import { PostgresSources, SOURCE_LAYOUT } from '../../../server/storage/postgres';
import { describePostgres, newSchema, openPostgres } from './fixture';

const sent = (name: string, ip = '') => ({ name, ip, logType: 'Unix' });
const HOUR = 3_600_000;

describePostgres('log sources of several servers', () => {
	it('are listed once, whatever the case, when all note them at the same time', async () => {
		const schema = newSchema();
		const servers = await Promise.all(
			Array.from(
				{ length: 3 },
				async () => new PostgresSources(await openPostgres([SOURCE_LAYOUT], schema)),
			),
		);
		const names = ['web', 'WEB', 'Größe', 'GRÖSSE', 'größe', 'x'.repeat(5_000), 'a\0b'];
		await Promise.all(
			servers.flatMap((server) => names.map((name) => server.note([sent(name)], 0))),
		);
		const sources = await servers[0]!.sources();
		expect(sources.map(({ name }) => name.toLowerCase()).sort()).toEqual(
			['web', 'größe', 'grösse', 'x'.repeat(5_000), 'a\ufffdb'].sort(),
		);
		expect(await servers[1]!.groups()).toEqual([{ id: 1, name: 'UnixGroup', members: 5 }]);
	});

	it('tell at once of one that another server disabled', async () => {
		const schema = newSchema();
		const [one, other] = [
			new PostgresSources(await openPostgres([SOURCE_LAYOUT], schema)),
			new PostgresSources(await openPostgres([SOURCE_LAYOUT], schema)),
		];
		await one.note([sent('web'), sent('db')], 0);
		await other.disableSources(['WEB']);
		expect([...(await one.note([sent('Web'), sent('db'), sent('new')], 0))]).toEqual(['web']);
		const [web] = await one.sourcesWith({ names: ['web'] });
		await other.updateSources([{ id: web!.id, enabled: true }]);
		expect((await one.note([sent('Web')], 0)).size).toBe(0);
	});

	it('are no more than the quota: the others are one bucket, and counted', async () => {
		const database = await openPostgres([SOURCE_LAYOUT]);
		const sources = new PostgresSources(database, { sources: 3, newSourcesAnHour: 2 });
		for (let n = 0; n < 4; n++) await sources.note([sent(`host${n}`)], HOUR);
		const names = async () => (await sources.sources()).map(({ name }) => name);
		expect(await names()).toEqual(['host0', 'host1', OVERFLOW_SOURCE]);
		expect(sources.overflow).toBe(2);
		// A new hour lets others in, up to the number of all.
		await sources.note([sent('host2'), sent('host3'), sent('host0', '10.0.0.1')], HOUR * 2);
		expect(await names()).toEqual(['host0', 'host1', OVERFLOW_SOURCE, 'host2']);
		expect(sources.overflow).toBe(3);
		expect((await sources.sources())[0]?.ip).toBe('10.0.0.1');
		const host0 = (await sources.sources())[0]!.id;
		await sources.deleteSources([host0]);
		await sources.note([sent('host3')], HOUR * 3);
		expect(await names()).toContain('host3');
	});

	it('gets the type that its first event has, and keeps the group that people chose', async () => {
		const sources = new PostgresSources(await openPostgres([SOURCE_LAYOUT]));
		const provisional = { logType: 'Syslog Device', domain: null, agentId: null };
		await sources.note([{ ...sent('w'), logType: 'Windows' }]);
		await sources.addSources([
			{ name: 'a', ...provisional },
			{ name: 'b', ...provisional },
		]);
		const windows = (await sources.groups()).find(({ name }) => name === 'WindowsGroup')!.id;
		const [, , b] = await sources.sources();
		await sources.updateSources([{ id: b!.id, groupId: windows }]);
		await sources.note([sent('a'), sent('b')]);
		expect((await sources.sources()).map(({ logType, group }) => [logType, group])).toEqual([
			['Windows', 'WindowsGroup'],
			['Unix', 'UnixGroup'],
			['Unix', 'WindowsGroup'],
		]);
	});
});
