/** Alerts at two servers: profiles that one changes hold at the other, news come to both, and what both change is changed once. */
import { AlertService } from '../../../server/detection';
import { ManualClock } from '../../../server/platform';
import { draft, event } from '../../server/detection/support';
import { tempFolder } from '../../support/temp';
import { describePostgres } from './fixture';
import { openAlerts } from './stores';

const T = Date.UTC(2026, 0, 15);
const EVERY = { steps: [{ query: 'KIND = bad', count: 1 }] };

type World = Awaited<ReturnType<typeof openAlerts>>;

describePostgres('two servers', () => {
	let worlds: [World, World];

	beforeEach(async () => {
		const directory = tempFolder();
		worlds = [await openAlerts(directory, false), await openAlerts(directory, false)];
	});

	afterEach(() => Promise.all(worlds.map((world) => world.close())));

	it('decide each batch with the profiles as they are, wherever they were changed', async () => {
		const [one, other] = worlds;
		await other.append([event(T, { KIND: 'bad' })]);
		const { id } = await one.alerts.createProfile(draft(EVERY));
		for (let n = 1; n <= 5; n++) {
			await other.append([event(T + n * 2, { KIND: 'bad' })]);
			await one.alerts.updateProfile(id, { enabled: false });
			await other.append([event(T + n * 2 + 1, { KIND: 'bad' })]);
			await one.alerts.updateProfile(id, { enabled: true });
		}
		const times = (await one.alerts.after(0, 100)).map(({ time }) => time - T);
		expect(times).toEqual([2, 4, 6, 8, 10]);
	});

	it('forget at both what a changed rule has seen', async () => {
		const [one, other] = worlds;
		const rule = { steps: [{ query: 'KIND = bad', count: 2 }], within: 60_000 };
		const { id } = await one.alerts.createProfile(draft(rule));
		await other.append([event(T, { KIND: 'bad' })]);
		await one.alerts.updateProfile(id, { rule: { ...rule, by: ['HOSTNAME'] } });
		await other.append([event(T + 1, { KIND: 'bad' })]);
		expect(await one.alerts.after(0, 10)).toEqual([]);
		await one.append([event(T + 2, { KIND: 'bad' })]);
		expect(await one.alerts.after(0, 10)).toMatchObject([{ group: 'h' }]);
	});

	it('hear of what the other raises', async () => {
		const [one, other] = worlds;
		await one.alerts.createProfile(draft(EVERY));
		const service = await AlertService.open(one.alerts, new ManualClock(T));
		const got = Promise.withResolvers<number[]>();
		await service
			.follow('incidents', async (alerts) => got.resolve(alerts.map(({ seq }) => seq)))
			.settled();
		await other.append([event(T, { KIND: 'bad' })]);
		expect(await got.promise).toEqual([1]);
		await service.close();
	});

	it('count repeats of a message as often as it was folded', async () => {
		const [one] = worlds;
		await one.alerts.createProfile(
			draft({ steps: [{ query: 'KIND = bad', count: 5 }], within: 60_000 }),
		);
		await one.append([event(T, { KIND: 'bad', REPEATCOUNT: 4 })]);
		expect(await one.alerts.after(0, 10)).toEqual([]);
		await one.append([event(T + 1, { KIND: 'bad' })]);
		expect(await one.alerts.after(0, 10)).toHaveLength(1);
	});

	it('revise the same alerts at the same time without waiting for each other crosswise', async () => {
		const [one, other] = worlds;
		await one.alerts.createProfile(draft(EVERY));
		await one.append(Array.from({ length: 50 }, (_, n) => event(T + n, { KIND: 'bad' })));
		const ids = (await one.alerts.after(0, 100)).map(({ id }) => id);
		const change = { actor: 'ann', at: T, note: '', status: 'closed' } as const;
		const [first, second] = await Promise.all([
			one.alerts.revise({ ...change, ids }),
			other.alerts.revise({ ...change, ids: [...ids].reverse() }),
		]);
		const changed = [first, second].flatMap((result) =>
			'changed' in result ? result.changed : [],
		);
		expect([...changed].sort()).toEqual(ids);
	});

	it('import the same rules at the same time once', async () => {
		const rules = Array.from({ length: 20 }, (_, n) =>
			draft(EVERY, {
				...{ name: `rule ${n}`, imported: { id: `rule-${n}`, enabled: true } as never },
			}),
		);
		const results = await Promise.all(worlds.map(({ alerts }) => alerts.importProfiles(rules)));
		const changes = results.flat().map(({ change }) => change);
		expect(changes.filter((change) => change === 'created')).toHaveLength(20);
		expect(changes.filter((change) => change === 'unchanged')).toHaveLength(20);
	});
});
