/** The figures of the console's first page. */
import { ALERT_SEVERITIES, type AlertSeverity, type AlertStore } from '../../detection';
import type { Clock } from '../../platform';
import type { EventStore } from '../../logs/store';
import type { Retention } from '../../logs/retention';
import type { Incidents } from '../../response/incidents';
import type { JobEngine } from '../../jobs';
import type { ConnectionAdmin } from '../../response/tickets';
import { EVERYTHING } from './job-routes';

const HOUR_MS = 3_600_000;
const HOURS = 24;
const DAY_MS = HOURS * HOUR_MS;
/** Dead deliveries that are counted; more are "at least so many". */
const MOST_DEAD = 100;

/** What the figures are read from. */
export interface OverviewParts {
	readonly clock: Clock;
	readonly store: Pick<EventStore, 'count' | 'sources'>;
	readonly alerts: { readonly store: Pick<AlertStore, 'search'> };
	readonly incidents: { readonly incidents: Pick<Incidents, 'list'> };
	readonly ticketing: { readonly connections: Pick<ConnectionAdmin, 'deliveries'> };
	readonly engine: Pick<JobEngine, 'list'>;
	/** Absent where the engine removes events by rules of its own. */
	readonly retention?: Pick<Retention, 'kept' | 'limits'> | undefined;
}

/** Number of alerts of each severity. */
type BySeverity = Record<AlertSeverity, number>;

/** Reads all figures as they are now; times in ISO 8601. */
export async function readOverview(parts: OverviewParts) {
	const { clock, store, ticketing, engine, retention } = parts;
	const now = clock.now();
	const [events, sources, alerts, open, inProgress, running, queued, dead, kept] =
		await Promise.all([
			store.count(),
			store.sources(),
			alertHours(parts, now),
			incidentCounts(parts, 'open'),
			incidentCounts(parts, 'in_progress'),
			engine.list(EVERYTHING, { states: ['RUNNING'], limit: 1 }),
			engine.list(EVERYTHING, { states: ['QUEUED'], limit: 1 }),
			ticketing.connections.deliveries({ state: 'dead', limit: MOST_DEAD }),
			retention === undefined ? null : keptEvents(retention),
		]);
	return {
		time: new Date(now).toISOString(),
		events,
		logSources: { total: sources.length, enabled: sources.filter(({ enabled }) => enabled).length },
		alerts,
		incidents: { open, inProgress },
		jobs: { running: running.total, queued: queued.total },
		deadDeliveries: dead.length,
		kept,
	};
}

/** What is kept since when, within which limits, and what was removed; sizes in bytes. */
async function keptEvents(retention: Pick<Retention, 'kept' | 'limits'>) {
	const { limits } = retention;
	const { oldest, arrivedSince, bytes, removed, merged, ...kept } = await retention.kept();
	const { toCompress, toCompressAnew, toList, toColumn, toMerge } = kept;
	const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());
	return {
		oldest: iso(oldest),
		arrivedSince: iso(arrivedSince),
		bytes,
		limits: { days: limits.ageMs === null ? null : limits.ageMs / DAY_MS, bytes: limits.bytes },
		removed,
		toCompress,
		toCompressAnew,
		toList,
		toColumn,
		toMerge,
		merged: merged && { at: iso(merged.at), bytes: merged.bytes, tookMs: merged.tookMs },
	};
}

/** Alerts of the last 24 hours: in all, and hour by hour, oldest first. */
async function alertHours({ alerts }: OverviewParts, now: number) {
	const count = async (severity: AlertSeverity, from: number, to: number): Promise<number> => {
		const filter = { query: '*', from, to, severities: [severity] };
		const page = await alerts.store.search({
			...{ ...filter, limit: 1, withTotal: true },
			form: 'server',
		});
		return page.total ?? page.count;
	};
	const starts = Array.from({ length: HOURS }, (_, hour) => now - (HOURS - hour) * HOUR_MS + 1);
	const hours = await Promise.all(
		starts.map(async (start) => ({
			start: new Date(start).toISOString(),
			...(await bySeverity((severity) => count(severity, start, start + HOUR_MS - 1))),
		})),
	);
	const lastDay = await bySeverity(async (severity) =>
		hours.reduce((sum, hour) => sum + hour[severity], 0),
	);
	return { lastDay, hours };
}

/** Incidents of a status, by severity. */
function incidentCounts(
	{ incidents }: OverviewParts,
	status: 'open' | 'in_progress',
): Promise<BySeverity> {
	return bySeverity(async (severity) => {
		const filter = { severities: [severity], statuses: [status], from: 1, limit: 0 };
		const { total } = await incidents.incidents.list(filter);
		return total;
	});
}

async function bySeverity(
	count: (severity: AlertSeverity) => Promise<number>,
): Promise<BySeverity> {
	const entries = ALERT_SEVERITIES.map(
		async (severity) => [severity, await count(severity)] as const,
	);
	return Object.fromEntries(await Promise.all(entries)) as BySeverity;
}
