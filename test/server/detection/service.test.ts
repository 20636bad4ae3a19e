/** The main thread's side of alerts: news for consumers, and changes of profiles that hold at once. */
import { ManualClock } from '../../../server/platform';
import { AlertService, UnknownProfileError } from '../../../server/detection/service';
import type { Alert } from '../../../server/detection/store';
import { type AlertWorld, openAlerts } from '../../support/stores';
import { tempFolder } from '../../support/temp';
import { draft, event } from './support';

const T = Date.UTC(2026, 0, 15);
const clock = new ManualClock(T);
const EVERY = { steps: [{ query: 'KIND = bad', count: 1 }] };

let directory: string;
let store: AlertWorld;
let service: AlertService;

beforeEach(async () => {
	directory = tempFolder();
	await open();
});

afterEach(close);

async function open(): Promise<void> {
	store = await openAlerts(directory, { predefined: true });
	service = await AlertService.open(store.alerts, clock);
}

async function close(): Promise<void> {
	await service.close();
	await store.close();
}

const bad = (n: number) => event(T + n, { KIND: 'bad', N: n });

describe('a consumer', () => {
	/** Collects, and fails when told to. */
	function collector() {
		const seen: number[] = [];
		const state = { seen, failing: false };
		const consumer = async (alerts: readonly Alert[]) => {
			if (state.failing) throw new Error('not now');
			seen.push(...alerts.map((alert) => alert.seq));
		};
		return { state, consumer };
	}

	it('gets alerts without asking, in their order', async () => {
		await service.createProfile(draft(EVERY));
		const got = Promise.withResolvers<void>();
		const seqs: number[] = [];
		service.follow('incidents', async (alerts) => {
			seqs.push(...alerts.map((alert) => alert.seq));
			if (seqs.length >= 3) got.resolve();
		});
		await store.append([bad(2), bad(1)]);
		await store.append([bad(3)]);
		await got.promise;
		expect(seqs).toEqual([1, 2, 3]);
	});

	it('goes on where it was after a restart, apart from others', async () => {
		await service.createProfile(draft(EVERY));
		const first = collector();
		await store.append([bad(1)]);
		await service.follow('incidents', first.consumer).settled();
		await store.append([bad(2)]);
		await close();
		await open();
		const second = collector();
		const other = collector();
		await service.follow('incidents', second.consumer).settled();
		await service.follow('workflows', other.consumer).settled();
		expect([...first.state.seen, ...second.state.seen]).toEqual([1, 2]);
		expect(other.state.seen).toEqual([1, 2]);
	});

	it('is offered the alerts again when it fails', async () => {
		await service.createProfile(draft(EVERY));
		const { state, consumer } = collector();
		state.failing = true;
		await store.append([bad(1)]);
		const feed = service.follow('incidents', consumer);
		await expect(feed.settled()).rejects.toThrow('not now');
		expect(await store.alerts.position('incidents')).toBe(0);
		state.failing = false;
		await feed.settled();
		expect(state.seen).toEqual([1]);
		expect(await store.alerts.position('incidents')).toBe(1);
	});

	it('gets an alert only after the consumer that it follows', async () => {
		await service.createProfile(draft(EVERY));
		const order: string[] = [];
		const first = collector();
		first.state.failing = true;
		await store.append([bad(1)]);
		const leader = service.follow('incidents', async (alerts) => {
			await first.consumer(alerts);
			order.push(...alerts.map(({ seq }) => `leader ${seq}`));
		});
		const got = Promise.withResolvers<void>();
		const follower = service.follow(
			'workflows',
			async (alerts) => {
				order.push(...alerts.map(({ seq }) => `follower ${seq}`));
				if (alerts.some(({ seq }) => seq === 2)) got.resolve();
			},
			leader,
		);
		await expect(leader.settled()).rejects.toThrow('not now');
		await follower.settled();
		expect(order).toEqual([]);
		first.state.failing = false;
		await store.append([bad(2)]);
		await got.promise;
		expect(order.indexOf('leader 1')).toBeLessThan(order.indexOf('follower 1'));
		expect(order.indexOf('leader 2')).toBeLessThan(order.indexOf('follower 2'));
		expect([...order].sort()).toEqual(['follower 1', 'follower 2', 'leader 1', 'leader 2']);
	});

	it('goes on after a restart behind a leader that is ahead of it', async () => {
		await service.createProfile(draft(EVERY));
		await store.append([bad(1), bad(2)]);
		await service.follow('incidents', collector().consumer).settled();
		await close();
		await open();
		const got = Promise.withResolvers<number[]>();
		const leader = service.follow('incidents', collector().consumer);
		service.follow(
			'workflows',
			async (alerts) => got.resolve(alerts.map(({ seq }) => seq)),
			leader,
		);
		expect(await got.promise).toEqual([1, 2]);
	});

	it('gets many alerts in batches', async () => {
		await service.createProfile(draft(EVERY));
		const sizes: number[] = [];
		await store.append(Array.from({ length: 250 }, (_, n) => bad(n)));
		await service.follow('incidents', async (alerts) => void sizes.push(alerts.length)).settled();
		expect(sizes).toEqual([100, 100, 50]);
	});
});

describe('profiles', () => {
	it.each([
		[draft(EVERY, { name: ' ' }), 'name: expected 1 to 200 characters'],
		[draft(EVERY, { name: 'WINDOWS: audit log cleared' }), 'name: profile 1101 is already called'],
		[
			draft(EVERY, { severity: 'high' as never }),
			'severity: expected one of critical, trouble, attention',
		],
		[draft({ steps: [] }), 'rule.steps: expected 1 to 10 steps'],
		[
			draft({ steps: [{ query: 'A = ', count: 1 }] }),
			'rule.steps[0].query: Query error at position 4',
		],
		[
			draft({ steps: [{ query: '*', count: 0 }] }),
			'rule.steps[0].count: expected a whole number from 1',
		],
		[draft({ steps: [{ query: '*', count: 2 }] }), 'rule.within: is required'],
		[draft({ steps: [EVERY.steps[0]!, EVERY.steps[0]!] }), 'rule.within: is required'],
		[draft({ ...EVERY, within: 999 }), 'rule.within: expected a whole number of milliseconds'],
		[
			draft({ ...EVERY, within: 8 * 86_400_000 }),
			'rule.within: expected a whole number of milliseconds',
		],
		[draft({ ...EVERY, by: ['USERNAME'] }), 'rule.by: means nothing without rule.within'],
		[
			draft({ ...EVERY, within: 60_000, by: ['user name'] }),
			'rule.by: "user name" is no field name',
		],
	])('are refused when they are wrong (case %#)', async (given, message) => {
		await expect(service.createProfile(given)).rejects.toThrow(message);
		await expect(service.createProfile(given)).rejects.toMatchObject({
			name: 'InvalidProfileError',
		});
	});

	it('are found by id and name, and unknown ones are named', async () => {
		const made = await service.createProfile(draft(EVERY, { name: 'mine' }));
		expect(made.id).toBe(1801);
		expect(await service.resolve(['MINE', 1001, '1002'])).toEqual([1801, 1001, 1002]);
		expect(await service.resolve([])).toBeUndefined();
		await expect(service.resolve([1, 'mine'])).rejects.toThrow(UnknownProfileError);
		await expect(service.profile(5)).rejects.toThrow('Unknown alert profile 5');
		await expect(service.updateProfile(5, {})).rejects.toMatchObject({
			name: 'NoSuchProfileError',
		});
		expect(await service.updateProfile(1801, { severity: 'critical' })).toMatchObject({
			name: 'mine',
			severity: 'critical',
		});
	});

	it('forget what they saw when their rule changes', async () => {
		const rule = { steps: [{ query: 'KIND = bad', count: 2 }], within: 60_000 };
		const { id } = await service.createProfile(draft(rule));
		await store.append([bad(0)]);
		await service.updateProfile(id, { rule: { ...rule, by: ['HOSTNAME'] } });
		await store.append([bad(1)]);
		expect(await store.alerts.after(0, 10)).toEqual([]);
		await store.append([bad(2)]);
		expect(await store.alerts.after(0, 10)).toMatchObject([{ group: 'h' }]);
	});
});

it('changes statuses with the time of the clock', async () => {
	await service.createProfile(draft(EVERY));
	await store.append([bad(1)]);
	const [alert] = await store.alerts.after(0, 1);
	clock.set(T + 5);
	const change = { status: 'closed', note: 'done' } as const;
	expect(await service.change([alert!.id], change, 'ann')).toEqual([alert!.id]);
	expect(await store.alerts.history(alert!.id)).toEqual([
		{ at: T + 5, actor: 'ann', field: 'status', was: 'open', became: 'closed', note: 'done' },
	]);
	await expect(service.change([alert!.id, 4711], { status: 'open' }, 'ann')).rejects.toMatchObject({
		name: 'UnknownAlertError',
		given: 4711,
	});
	expect(await service.alert(alert!.id)).toMatchObject({ status: 'closed' });
});
