/** Looks after both engines: for `/health`, within two seconds, and for the metrics. */
import type { CallCounts, EngineState, EngineWatch } from '../../platform';
import type { ClusterHealth, OpenSearchEventStore } from '../../storage/opensearch';
import type { IngestIntents, PostgresDatabase } from '../../storage/postgres';

/** What the thread that stores events has called, which has connections of its own. */
export interface WriterTotals {
	readonly opensearch: CallCounts;
	readonly postgres: CallCounts;
}

/** What is looked after. */
export interface WatchedEngines {
	readonly events: Pick<OpenSearchEventStore, 'health' | 'totals'>;
	readonly database: Pick<PostgresDatabase, 'ping' | 'totals' | 'connections'>;
	readonly intents: Pick<IngestIntents, 'open'>;
	readonly writer: () => Promise<WriterTotals>;
	/** Monotonic milliseconds; the clock of the process by default. */
	readonly elapsed?: () => number;
}

/** An engine that answers later than this does not answer, ms. */
const PATIENCE_MS = 2_000;
/** Whoever asks within this time is told the same, ms: anybody may ask, and asking must not be work. */
const REMEMBERED_MS = 1_000;

/** As a number: whoever draws it sees what is worse higher. */
const STATUS = { green: 0, yellow: 1, red: 2, unreachable: 3 } as const;

const OF_STATUS = { green: 'ok', yellow: 'ok', red: 'unwell', unreachable: 'unreachable' } as const;

/** Both engines of a server. */
export class Engines implements EngineWatch {
	private last: { readonly at: number; readonly states: Promise<Record<string, EngineState>> };
	private readonly elapsed: () => number;

	constructor(private readonly engines: WatchedEngines) {
		this.elapsed = engines.elapsed ?? (() => performance.now());
		this.last = { at: -Infinity, states: Promise.resolve({}) };
	}

	states(): Promise<Record<string, EngineState>> {
		const now = this.elapsed();
		if (now - this.last.at >= REMEMBERED_MS) this.last = { at: now, states: this.look() };
		return this.last.states;
	}

	/** Registers the gauges. */
	register(metrics: {
		gauge(name: string, help: string, read: () => number | Promise<number>): void;
	}): void {
		const { events, database, intents, writer } = this.engines;
		const sum = (
			engine: keyof WriterTotals,
			own: () => CallCounts,
			key: keyof CallCounts,
			scale = 1,
		) => {
			return async () => (own()[key] + (await writer())[engine][key]) / scale;
		};
		const calls = (engine: keyof WriterTotals, name: string, own: () => CallCounts) => {
			const prefix = `log360_${engine}`;
			metrics.gauge(
				`${prefix}_${name}`,
				`Asked of ${engine === 'postgres' ? 'PostgreSQL' : 'OpenSearch'} by this server since the start`,
				sum(engine, own, 'calls'),
			);
			metrics.gauge(
				`${prefix}_failed_${name}`,
				'Of them, those that failed',
				sum(engine, own, 'failed'),
			);
			metrics.gauge(
				`${prefix}_seconds`,
				'Time that all of them took, added up',
				sum(engine, own, 'ms', 1_000),
			);
		};
		calls('opensearch', 'requests', () => events.totals);
		calls('postgres', 'transactions', () => database.totals);

		let cluster: Promise<ClusterHealth | undefined> | undefined;
		// One question a scrape, for all that is read of its answer.
		const health = () => {
			cluster ??= within(events.health()).catch(() => undefined);
			setImmediate(() => (cluster = undefined));
			return cluster;
		};
		metrics.gauge(
			'log360_opensearch_status',
			'0 green, 1 yellow: copies are missing, 2 red: events are missing, 3 it does not answer',
			async () => {
				const found = await health();
				return STATUS[found?.status ?? 'unreachable'];
			},
		);
		metrics.gauge(
			'log360_opensearch_nodes',
			'Nodes of the cluster',
			async () => (await health())?.nodes ?? 0,
		);
		metrics.gauge(
			'log360_opensearch_unassigned_shards',
			'Shards of events, first ones or copies, that no node has',
			async () => (await health())?.unassignedShards ?? 0,
		);
		for (const [key, help] of [
			['open', 'Connections to PostgreSQL, without those of the thread that stores events'],
			['idle', 'Of them, those without work'],
			['waiting', 'Callers that wait for a connection'],
		] as const)
			metrics.gauge(`log360_postgres_connections_${key}`, help, () => database.connections[key]);
		metrics.gauge(
			'log360_ingest_batches_open',
			'Batches of all servers that are being stored, or wait to be taken over from a server that died',
			async () => (await intents.open()).batches,
		);
	}

	private async look(): Promise<Record<string, EngineState>> {
		const { events, database } = this.engines;
		const [opensearch, postgres] = await Promise.all([
			within(events.health()).then(
				({ status }): EngineState => OF_STATUS[status],
				(): EngineState => 'unreachable',
			),
			within(database.ping()).then(
				(): EngineState => 'ok',
				(): EngineState => 'unreachable',
			),
		]);
		return { opensearch, postgres };
	}
}

/** @throws Error after {@link PATIENCE_MS} */
function within<T>(work: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(
			() => reject(new Error(`no answer after ${PATIENCE_MS} ms`)),
			PATIENCE_MS,
		);
		work.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}
