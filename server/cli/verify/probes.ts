/** What `verify` asks a server: one call for each operation that reads and needs nothing known before. */
import { type Operation, operation, type OperationId } from '../../contract';

/** A call that only reads. */
export interface Probe {
	readonly id: OperationId;
	readonly operation: Operation;
	readonly query: Readonly<Record<string, string>>;
	readonly body?: unknown;
}

const HOUR_MS = 3_600_000;

/** V2's lists in pages; one item tells the form. */
const FIRST = { from: '1', limit: '1' };

/**
 * The calls, in the order in which they are made. Searches look at the last hour; nothing is created, started or changed, not even a
 * job.
 *
 * @param now epoch ms
 * @param generation which of the two APIs is asked
 */
export function probesOf(generation: 'v1' | 'v2', now: number): readonly Probe[] {
	const start = new Date(now - HOUR_MS);
	const end = new Date(now);
	const window = { start_time: start.toISOString(), end_time: end.toISOString() };
	const v1Window = { from: String(now - HOUR_MS), to: String(now) };
	const all: readonly [OperationId, Readonly<Record<string, string>>, unknown?][] = [
		['v2.search.run', {}, { query: '*', ...window }],
		['v2.alerts.run', {}, { query: '*', ...window, status: 'open' }],
		['v2.alertProfiles.list', FIRST],
		['v2.incidents.list', FIRST],
		['v2.logSources.list', FIRST],
		['v2.logSourceGroups.list', FIRST],
		['v2.agents.list', FIRST],
		['v2.domains.list', FIRST],
		['v2.logFields.list', {}],
		['v2.logTypes.list', FIRST],
		['v2.parserRules.list', FIRST],
		['v2.users.list', FIRST],
		['v2.reports.profiles', {}, {}],
		['v1.search.run', {}, { query: '*', ...v1Window }],
		['v1.alerts.run', {}, { query: '*', ...v1Window }],
		['v1.alertProfiles.list', {}, {}],
		['v1.logFields.list', {}],
		['v1.logTypes.list', {}],
		['v1.logSources.list', {}],
		['v1.workflows.list', {}],
		['v1.product.details', {}],
	];
	return all
		.filter(([id]) => id.startsWith(`${generation}.`))
		.map(([id, query, body]) => ({ id, operation: operation(id), query, body }));
}
