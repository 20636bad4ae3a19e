/** Incidents, deliveries and a job engine on a clock that stands still, talking to fake tools on loopback. */
import { type ManualClock, SecretBox } from '../../../../server/platform';
import { Incidents, type NewIncident } from '../../../../server/response/incidents';
import { outgoing } from '../../../../server/platform/outgoing';
import { join } from 'node:path';
import { ConnectionAdmin } from '../../../../server/response/tickets/connection-admin';
import { Deliveries } from '../../../../server/response/tickets/deliveries';
import { createConnectionBody } from '../../../../server/response/tickets/settings';
import { Tickets } from '../../../../server/response/tickets/tickets';
import type { TicketStore } from '../../../../server/response/tickets';
import { openIncidents } from '../../../support/stores';
import { tempFolder } from '../../../support/temp';
import { makeEngine } from '../../jobs/engine-fixture';

export const INCIDENT: NewIncident = {
	name: 'Brute force',
	description: 'Many failed logons',
	severity: 'critical',
	status: 'open',
	assignee: null,
	dueAt: null,
	actors: [{ entity: ['dc01'] }],
	source: 'manual',
	evidence: [],
};

const stores: TicketStore[] = [];
const engines: { stop(grace: number, abandon: number): Promise<void> }[] = [];

afterAll(async () => {
	await Promise.all(engines.splice(0).map((engine) => engine.stop(0, 0)));
	await Promise.all(stores.splice(0).map((store) => store.close()));
});

/** Opens everything; the engine runs. @param folder with the data of an earlier world */
export async function makeWorld(folder = tempFolder(), allowInternal = ['127.0.0.1']) {
	const store = await openIncidents(folder);
	stores.push(store);
	const fixture = makeEngine();
	const { engine } = fixture;
	const clock: ManualClock = fixture.clock;
	const box = new SecretBox(new Uint8Array(32).fill(7));
	const troubles: string[] = [];
	const deliveries = new Deliveries({
		...{ store, engine, clock, box },
		// A busy machine may take its time.
		send: outgoing({ allowInternal, timeoutMs: 600_000 }),
		trouble: (_doing, error) => troubles.push(error.message),
	});
	await engine.start();
	engines.push(engine);
	const wake = () => deliveries.wake();
	const admin = new ConnectionAdmin(store, clock, box, deliveries);
	return {
		...{ store, engine, clock, deliveries, admin, troubles, folder },
		file: join(folder, 'incidents.db'),
		incidents: new Incidents(store, clock, wake),
		tickets: new Tickets(store, clock, undefined, wake),
		advance: fixture.advance,
		/** Connects a tool; `body` as the administrator API takes it. */
		connect: async (body: object) =>
			(await admin.create(createConnectionBody.parse(body))).connection,
		/** Waits until no delivery is with the tools any more: each has ended, or waits for its next attempt. */
		quiet: async () => {
			for (let still = 0; still < 5; ) {
				await deliveries.settled();
				await store.call('countIncidents', []);
				await new Promise((resolve) => setTimeout(resolve, 2));
				still = engine.runningJobs === 0 ? still + 1 : 0;
			}
		},
		/** All deliveries, oldest first. */
		log: async () => (await admin.deliveries({ limit: 100 })).reverse(),
	};
}
