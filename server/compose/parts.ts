/** What is made of what, from the stores up to the HTTP application, whatever engine the stores are on. */
import { systemClock } from '../platform';
import { loadAdminRoutes, loadWings } from './late';
import type { Opened } from './opened';
import type { ServerOptions } from './server';
import type { Stores } from './stores';

/** The parts of a server, as far as a start needs them further. */
export type Parts = Awaited<ReturnType<typeof openParts>>;

/**
 * Opens all parts.
 *
 * @param opening the stores; the wings load meanwhile
 * @param opened closes the parts, also after a failure
 * @throws what `opening` rejects with
 */
export async function openParts(opening: Promise<Stores>, options: ServerOptions, opened: Opened) {
	const { clock = systemClock } = options;
	const [stores, wings] = await withWings(opening);
	const { key, events, others, openToOthers } = stores;

	const { logger, trouble } = opened.add(wings.openLog({ clock, openToOthers }, options));
	const ground = { clock, key, trouble };

	const logs = opened.add(await wings.openLogs({ events, clock }, options));
	const inventory = wings.openInventory(stores.inventory);
	const access = { ...ground, store: stores.access, others };
	const { tokens, admin } = opened.add(await wings.openAccess(access, options));
	const keeping = opened.add(wings.openKeeping({ stores, admin, clock, logger }, options));
	const work = wings.openJobs({ ...ground, queue: stores.jobs, events, tokens }, options);
	const { engine } = work;
	const alerts = opened.add(await wings.openDetection({ store: events.alerts, clock }));
	const warn = (problem: string) => logger.warn(problem);
	const response = opened.add(
		await wings.openResponse({ ...ground, stores, engine, alerts, warn }, options),
	);
	const shown = await wings.openDemo({ stores, tokens, admin, key, clock }, options);

	// Everything is registered: work that was left goes on, and what alerts start follows them.
	opened.add(await work.begin());
	keeping.begin();
	await response.begin();
	const following = others?.follow({
		parserRules: () => logs.parserRules.start(),
		sources: () => logs.sources.start(),
		left: response.resume,
		trouble,
	});
	if (following !== undefined) opened.add(await following);

	const { retention } = keeping;
	const { ingest, parserRules, sources } = logs;
	const { jobs, aggregateJobs } = work;
	const { ticketing, incidents, workflows } = response;
	const served = {
		...{ stores, logger, clock, key, inventory, tokens, admin, retention, alerts },
		...{ ingest, parserRules, sources, engine, jobs, aggregateJobs },
		...{ ticketing, incidents, workflows, requestCounter: others?.requestCounter },
		loadAdminRoutes,
	};
	const { close: _, ...http } = opened.add(wings.openHttp(served, options));
	return { ...http, ...shown, ingest, engine, admin, retention, logger };
}

/** The stores, and the wings, which load while the stores open. */
async function withWings(opening: Promise<Stores>) {
	// A failure of the stores is told first.
	const [wings, stores] = await Promise.allSettled([Promise.resolve().then(loadWings), opening]);
	if (stores.status === 'rejected') throw stores.reason;
	if (wings.status === 'rejected') throw wings.reason;
	return [stores.value, wings.value] as const;
}
