/** Alerts and logs come up, move on and vanish while their pages are read, and calls fail: nothing is lost, nothing comes twice. */
import fc from 'fast-check';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { news } from '../../../nodes/Log360Trigger/poll';
import { alerts } from '../../../nodes/Log360Trigger/sources/alerts';
import { searchMatches } from '../../../nodes/Log360Trigger/sources/searchMatches';
import { runs } from '../../support/runs';
import { failedBy, fakeClient, NODE } from '../Log360/transport/fakeClient';

const BEGIN = 1_800_000_000_000;
const MINUTE = 60_000;
const OVERLAP = 10 * MINUTE;
const PAGE = 3;
const STATUSES = ['open', 'in_progress', 'closed'];

interface Entry {
	readonly id: number;
	readonly time: number;
	/** Few, so that equal logs are common. */
	readonly host: string;
	readonly shownAt: number;
	status: string;
}

/** How a server makes the pages behind a cursor. */
type Paging = 'by place' | 'by offset' | 'of a snapshot';

interface Kind {
	readonly paging: Paging;
	/** Logs have no id, and their trigger no filter by status. */
	readonly what: 'logs' | 'alerts' | 'alerts by status';
}

type Action = readonly [kind: 'raise' | 'move on' | 'pass' | 'fail' | 'lose', size: number];

class World {
	now = BEGIN;
	readonly emitted: IDataObject[] = [];
	private readonly list: Entry[] = [];
	private memory: IDataObject = {};
	private atActivation = new Set<number>();
	/** Counts lives of the server, since no cursor outlives one. */
	private life = 0;
	private failing = false;

	constructor(private readonly kind: Kind) {}

	act(actions: readonly Action[]): void {
		for (const [kind, size] of actions) {
			if (kind === 'raise') this.raise(size);
			else if (kind === 'move on') this.moveOn(size);
			else if (kind === 'pass') this.now += size * 1_000;
			else if (kind === 'fail') this.failing = true;
			else this.life += 1;
		}
	}

	private raise(size: number): void {
		const late = size % 3 === 0 ? (size * OVERLAP) / 100 : 0;
		// Two may come in one millisecond.
		this.now += size % 2;
		const entry = { id: this.list.length + 1, time: this.now, host: `h${size % 2}` };
		this.list.push({ ...entry, shownAt: this.now + late, status: STATUSES[size % 2] });
	}

	private moveOn(size: number): void {
		const entry = this.list[size % Math.max(1, this.list.length)];
		if (entry) entry.status = STATUSES[(STATUSES.indexOf(entry.status) + 1) % 2];
	}

	/** @param between what happens before each call */
	async poll(between: ReadonlyArray<readonly Action[]> = []): Promise<void> {
		const client = fakeClient(({ body }, count) => {
			this.act(between[count - 1] ?? []);
			if (this.failing) {
				this.failing = false;
				throw failedBy('serverError', '500');
			}
			return this.page(body as IDataObject);
		});
		const parameters: IDataObject = {
			query: '*',
			...(this.kind.what === 'alerts by status'
				? { alertFilters: { statuses: ['open', 'in_progress'] } }
				: {}),
		};
		const context = {
			getNode: () => NODE,
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
			getWorkflowStaticData: () => this.memory,
		} as unknown as IPollFunctions;
		const isLogs = this.kind.what === 'logs';
		const kept = JSON.stringify(this.memory);
		try {
			const found = isLogs
				? await news(context, client, searchMatches, 'searchMatch')
				: await news(context, client, alerts, 'newAlert');
			this.emitted.push(...found);
		} catch (error) {
			expect(String(error)).toMatch(/serverError|cursorExpired/);
			// A poll that failed has not moved on.
			this.memory = JSON.parse(kept) as IDataObject;
			return;
		}
		if (this.atActivation.size === 0 && kept === '{}') {
			const shown = this.list.filter(({ shownAt }) => shownAt <= this.now);
			this.atActivation = new Set(shown.map(({ id }) => id));
		}
		// n8n restarts: what was kept is text in between.
		this.memory = JSON.parse(JSON.stringify(this.memory)) as IDataObject;
	}

	private page(body: IDataObject): IDataObject {
		const cursor =
			body.cursor === undefined ? undefined : (JSON.parse(String(body.cursor as string)) as Cursor);
		if (cursor !== undefined && cursor.life !== this.life) throw failedBy('cursorExpired', '400');
		const range = cursor?.range ?? {
			from: Date.parse(String(body.start_time as string)),
			to: Date.parse(String(body.end_time as string)),
			status: (body.status as string | undefined) ?? '',
		};
		const shown = cursor?.snapshot
			? cursor.snapshot.map((id) => this.list[id - 1])
			: this.matching(range);
		const start = this.startOf(shown, cursor);
		const hits = shown.slice(start, start + PAGE);
		const last = hits[hits.length - 1];
		const next: Cursor = {
			life: this.life,
			range,
			offset: start + hits.length,
			after: last && [last.time, last.id],
			...(this.kind.paging === 'of a snapshot' ? { snapshot: shown.map(({ id }) => id) } : {}),
		};
		const isLast = start + PAGE >= shown.length;
		return {
			data: { hits: hits.map((entry) => this.hit(entry)) },
			meta: isLast ? {} : { cursor: JSON.stringify(next) },
		};
	}

	/** Newest first. */
	private matching({ from, to, status }: Cursor['range']): Entry[] {
		return this.list
			.filter(
				(entry) =>
					entry.shownAt <= this.now &&
					entry.time >= from &&
					entry.time <= to &&
					(status === '' || bare(entry.status) === bare(status)),
			)
			.sort((one, other) => other.time - one.time || other.id - one.id);
	}

	private startOf(shown: readonly Entry[], cursor: Cursor | undefined): number {
		if (cursor?.after === undefined) return 0;
		if (this.kind.paging !== 'by place') return cursor.offset;
		const [time, id] = cursor.after;
		const place = shown.findIndex((one) => one.time < time || (one.time === time && one.id < id));
		return place === -1 ? shown.length : place;
	}

	private hit({ id, time, host, status }: Entry): IDataObject {
		const common = { TIME: time, HOSTNAME: host };
		if (this.kind.what === 'logs') return common;
		return { ...common, ALERT_ID: id, ALERT_STATUS: status };
	}

	/** What identifies a record to a person: the id, or for logs all there is. */
	names(): { found: string[]; expected: string[] } {
		const isLogs = this.kind.what === 'logs';
		return {
			found: this.emitted
				.map(({ id, host, time }) => (isLogs ? `${host}@${Date.parse(String(time))}` : String(id)))
				.sort(),
			expected: this.list
				.filter(({ id }) => !this.atActivation.has(id))
				.map(({ id, host, time }) => (isLogs ? `${host}@${time}` : String(id)))
				.sort(),
		};
	}
}

interface Cursor {
	readonly life: number;
	readonly range: { from: number; to: number; status: string };
	readonly offset: number;
	readonly after?: readonly [time: number, id: number];
	readonly snapshot?: number[];
}

const bare = (status: string) => status.toLowerCase().replace(/[\s_-]/g, '');

const action = fc.tuple(
	fc.constantFrom('raise', 'raise', 'raise', 'move on', 'pass', 'fail', 'lose'),
	fc.nat(90),
) as fc.Arbitrary<Action>;
const schedule = fc.array(fc.array(fc.array(action, { maxLength: 4 }), { maxLength: 6 }), {
	minLength: 1,
	maxLength: 5,
});

it.each<Kind>([
	{ what: 'logs', paging: 'by place' },
	{ what: 'logs', paging: 'of a snapshot' },
	{ what: 'alerts', paging: 'by place' },
	{ what: 'alerts', paging: 'by offset' },
	{ what: 'alerts by status', paging: 'by place' },
	{ what: 'alerts by status', paging: 'by offset' },
])('10,000 schedules over $what, whose pages go $paging', async (kind) => {
	const clock = jest.spyOn(Date, 'now');
	await fc.assert(
		fc.asyncProperty(fc.array(action, { maxLength: 6 }), schedule, async (before, polls) => {
			const world = new World(kind);
			clock.mockImplementation(() => world.now);
			world.act(before.filter(([name]) => name !== 'fail'));
			await world.poll();
			expect(world.emitted).toEqual([]);
			for (const between of polls) {
				world.now += 30_000;
				world.act(between[0] ?? []);
				await world.poll(between.slice(1));
			}
			// Two quiet polls see whatever was shown late or fell between pages.
			for (const ms of [MINUTE, OVERLAP - MINUTE]) {
				world.now += ms;
				await world.poll();
				await world.poll();
			}
			const { found, expected } = world.names();
			expect(found).toEqual(expected);
		}),
		{ numRuns: runs(10_000, 100) },
	);
	clock.mockRestore();
});
