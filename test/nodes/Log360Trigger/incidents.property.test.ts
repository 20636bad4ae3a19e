/** Incidents are created, changed and deleted while their list is read: no event is lost, none comes twice, and none is made up. */
import fc from 'fast-check';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { news } from '../../../nodes/Log360Trigger/poll';
import { incidents } from '../../../nodes/Log360Trigger/sources/incidents';
import { fakeClient, NODE } from '../Log360/transport/fakeClient';
import { runs } from '../../support/runs';

/** Windows of five, so that a list of some dozen incidents has several. */
jest.mock('../../../nodes/Log360/transport/windows', () => {
	const actual = jest.requireActual<{ readWindows: (...all: unknown[]) => unknown }>(
		'../../../nodes/Log360/transport/windows',
	);
	return { readWindows: (...all: unknown[]) => actual.readWindows(...all.slice(0, 3), 5) };
});

const BEGIN = 1_800_000_000_000;

interface Incident {
	incident_id: number;
	name: string;
	status: string;
	created_time: string;
	updated_time: string;
}

/** A server with a clock, and a list whose newest incident stands first. */
class Server {
	now = BEGIN;
	list: Incident[] = [];
	/** Every version that came up after the activation and was still there at a later poll, by id and status. */
	readonly versions = new Map<string, number>();
	private ids = 0;

	create(): void {
		const time = new Date((this.now += 10)).toISOString();
		this.ids += 1;
		const incident = {
			incident_id: this.ids,
			name: `i${this.ids}`,
			status: `s0`,
			created_time: time,
			updated_time: time,
		};
		this.list.unshift(incident);
	}

	/** Each change gives a status that the incident never had before, so that versions can be told apart. */
	change(place: number): void {
		const index = place % Math.max(1, this.list.length);
		const incident = this.list[index];
		if (incident === undefined) return;
		const status = `s${Number(incident.status.slice(1)) + 1}`;
		const updated_time = new Date((this.now += 10)).toISOString();
		this.list[index] = { ...incident, status, updated_time };
	}

	remove(place: number): void {
		this.list.splice(place % Math.max(1, this.list.length), 1);
	}
}

type Action = readonly [kind: 'create' | 'change' | 'remove', place: number];

const action: fc.Arbitrary<Action> = fc.tuple(
	fc.constantFrom('create', 'create', 'change', 'change', 'remove'),
	fc.nat(40),
) as fc.Arbitrary<Action>;
/** What happens before each window of each poll. */
const schedule = fc.array(fc.array(fc.array(action, { maxLength: 3 }), { maxLength: 5 }), {
	minLength: 1,
	maxLength: 4,
});

function act(server: Server, actions: readonly Action[]): void {
	for (const [kind, place] of actions) {
		if (kind === 'create') server.create();
		else if (kind === 'change') server.change(place);
		else server.remove(place);
	}
}

/** What a server sends of its list: all of it, or where it has the filter by time, what that lets through. */
function shownBy(server: Server, filters: boolean, since: unknown): Incident[] {
	if (!filters || since === undefined) return server.list;
	return server.list.filter(
		({ updated_time }) => Date.parse(updated_time) >= Date.parse(String(since)),
	);
}

it.each([
	['that sends the whole list', false],
	['that filters it by time', true],
])('10,000 schedules of a server %s', async (_name, filters) => {
	const clock = jest.spyOn(Date, 'now');
	await fc.assert(
		fc.asyncProperty(fc.nat(18), schedule, async (length, polls) => {
			const server = new Server();
			clock.mockImplementation(() => server.now);
			for (let index = 0; index < length; index += 1) server.create();
			let memory: IDataObject = {};
			const emitted: IDataObject[] = [];
			const poll = async (between: ReadonlyArray<readonly Action[]>) => {
				const client = fakeClient(({ query }, count) => {
					if (count > 1) act(server, between[count - 2] ?? []);
					const { from, limit, updated_since: since } = query as Record<string, number>;
					const list = shownBy(server, filters, since);
					return { data: { incidents: list.slice(from - 1, from - 1 + limit) } };
				});
				if (filters) client.consoleUrl = () => 'http://log360.test/';
				const context = {
					getNode: () => NODE,
					getNodeParameter: (_name: string, fallback: unknown) => fallback,
					// As after a restart: what was kept is text in between.
					getWorkflowStaticData: () => memory,
				} as unknown as IPollFunctions;
				emitted.push(...(await news(context, client, incidents, 'incident')));
				memory = JSON.parse(JSON.stringify(memory)) as IDataObject;
			};
			await poll([]);
			expect(emitted).toEqual([]);
			const atActivation = new Map(server.list.map((one) => [one.incident_id, one.status]));
			for (const between of polls) {
				server.now += 60_000;
				act(server, between[0] ?? []);
				await poll(between.slice(1));
			}
			// Two quiet polls see whatever the others were too early for.
			for (let quiet = 0; quiet < 2; quiet += 1) {
				server.now += 60_000;
				await poll([]);
			}
			const keys = emitted.map(({ id, status }) => `${String(id)} ${String(status)}`);
			expect(new Set(keys).size).toBe(keys.length);
			for (const { incident_id, status } of server.list) {
				const known = atActivation.get(incident_id) === status;
				expect([incident_id, keys.includes(`${incident_id} ${status}`)]).toEqual([
					incident_id,
					!known,
				]);
			}
			checkChanges(emitted, atActivation);
		}),
		{ numRuns: runs(10_000, 300) },
	);
	clock.mockRestore();
});

/** Each event says from what to what the status went, since the one before; and only the first of a new incident is its creation. */
function checkChanges(emitted: readonly IDataObject[], atActivation: ReadonlyMap<number, string>) {
	const last = new Map<string, unknown>(
		[...atActivation].map(([id, status]) => [String(id), status]),
	);
	for (const { id, status, change, changes } of emitted) {
		const before = last.get(String(id));
		expect(change).toBe(before === undefined ? 'created' : 'changed');
		expect(changes).toEqual(before === undefined ? null : { status: { from: before, to: status } });
		last.set(String(id), status);
	}
}
