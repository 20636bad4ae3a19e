/** Alerts of events that come hours late: where the server orders alerts by the time when they were raised, none is missed. */
import fc from 'fast-check';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { news } from '../../../nodes/Log360Trigger/poll';
import { alerts } from '../../../nodes/Log360Trigger/sources/alerts';
import { runs } from '../../support/runs';
import { failedBy, fakeClient, NODE } from '../Log360/transport/fakeClient';

const BEGIN = 1_800_000_000_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Alert {
	readonly id: number;
	/** Of the event. */
	readonly time: number;
	readonly raised: number;
}

/** What a server makes of `time_field`. */
type Kind = 'knows it' | 'ignores it' | 'refuses it';

class World {
	now = BEGIN;
	readonly list: Alert[] = [];
	readonly emitted: string[] = [];
	/** Calls of each poll. */
	readonly calls: number[] = [];
	memory: IDataObject = {};

	constructor(private readonly kind: Kind) {}

	/** @param late how long after its event the alert is raised */
	raise(late: number) {
		this.now += 1;
		this.list.push({ id: this.list.length + 1, time: this.now - late, raised: this.now });
	}

	async poll() {
		const client = fakeClient(({ body }) => {
			const { start_time, end_time, time_field } = body as Record<string, string>;
			if (time_field !== undefined && this.kind === 'refuses it')
				throw failedBy('badRequest', '400');
			const raised = time_field === 'raised_time' && this.kind === 'knows it';
			const [from, to] = [Date.parse(start_time), Date.parse(end_time)];
			const found = this.list.filter((one) => {
				const time = raised ? one.raised : one.time;
				return time >= from && time <= to;
			});
			return { data: { hits: found.map((one) => this.hit(one)) } };
		});
		if (this.kind === 'knows it') client.consoleUrl = () => 'http://log360.test/';
		const context = {
			getNode: () => NODE,
			getNodeParameter: (_name: string, fallback: unknown) => fallback,
			getWorkflowStaticData: () => this.memory,
		} as unknown as IPollFunctions;
		const found = await news(context, client, alerts, 'newAlert');
		this.emitted.push(...found.map(({ id }) => String(id)));
		this.calls.push(client.calls.length);
		// As after a restart.
		this.memory = JSON.parse(JSON.stringify(this.memory)) as IDataObject;
	}

	private hit({ id, time, raised }: Alert): IDataObject {
		const base = { ALERT_ID: id, TIME: time, HOSTNAME: 'web01', ALERT_SEVERITY: 'critical' };
		return this.kind === 'knows it' ? { ...base, ALERT_RAISED_TIME: raised } : base;
	}
}

let clock: jest.SpyInstance;
beforeEach(() => (clock = jest.spyOn(Date, 'now')));
afterEach(() => clock.mockRestore());

const step = fc.oneof(
	fc.record({
		kind: fc.constant('raise' as const),
		ms: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 48 * HOUR })),
	}),
	fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 3 * HOUR }) }),
	fc.record({ kind: fc.constant('poll' as const), ms: fc.constant(0) }),
);

async function play(world: World, steps: ReadonlyArray<{ kind: string; ms: number }>) {
	clock.mockImplementation(() => world.now);
	world.raise(HOUR);
	await world.poll();
	for (const { kind, ms } of steps) {
		if (kind === 'raise') world.raise(ms);
		else if (kind === 'pass') world.now += ms;
		else await world.poll();
	}
	world.now += MINUTE;
	await world.poll();
}

it('emits each alert once, however late its event was, over 10,000 schedules', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
			const world = new World('knows it');
			await play(world, steps);
			const expected = world.list.slice(1).map(({ id }) => String(id));
			expect([...world.emitted].sort()).toEqual(expected.sort());
			expect(new Set(world.calls)).toEqual(new Set([1]));
		}),
		{ numRuns: runs(10_000, 400) },
	);
});

it.each<Kind>(['ignores it', 'refuses it'])(
	'falls back to the time of the event where the server %s: none twice, and none missed within Late Arrivals',
	async (kind) => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
				const world = new World(kind);
				await play(world, steps);
				expect(new Set(world.emitted).size).toBe(world.emitted.length);
				const prompt = world.list
					.slice(1)
					.filter(({ time, raised }) => raised - time <= 10 * MINUTE);
				const missed = prompt.filter(({ id }) => !world.emitted.includes(String(id)));
				// After a long stop the window begins where the last one ended, so nothing prompt falls out of it.
				expect(missed).toEqual([]);
				// Asked once more on the first poll, if at all.
				expect(world.calls[0]).toBe(kind === 'refuses it' ? 2 : 1);
				expect(new Set(world.calls.slice(1))).toEqual(new Set([1]));
			}),
			{ numRuns: runs(1_000) },
		);
	},
);

it('does not take another refusal, such as of a query, for one of the key', async () => {
	const client = fakeClient(() => failedBy('badRequest', '400'));
	const memory: IDataObject = {};
	const context = {
		getNode: () => NODE,
		getNodeParameter: (_name: string, fallback: unknown) => fallback,
		getWorkflowStaticData: () => memory,
	} as unknown as IPollFunctions;
	await expect(news(context, client, alerts, 'newAlert')).rejects.toThrow('badRequest');
	expect(memory.server).toBeUndefined();
});
