/** The metrics of the parts, beside those of requests and of the process: what a bound has cut, dropped or refused among them. */
import type { Metrics } from '../http';
import type { JobEngine } from '../jobs';
import type { IngestService, SyslogTotals } from '../logs/ingest';
import type { HitJobs } from '../logs/search';
import type { Retention } from '../logs/retention';
import type { Stores } from './stores';
import type { EventStore, KeptEvents } from '../logs/store';

/** What is measured. */
export interface MeasuredParts {
	readonly events: Pick<EventStore, 'count'> & Pick<Stores['events'], 'overflow'>;
	readonly engine: Pick<JobEngine, 'runningJobs'>;
	readonly jobs: Pick<HitJobs, 'refused'>;
	readonly ingest: Pick<IngestService, 'totals' | 'slowRules'>;
	/** Undefined where the engine removes events by rules of its own. */
	readonly retention: Pick<Retention, 'kept'> | undefined;
	readonly syslog: SyslogTotals;
	readonly logBytes: Stores['logBytes'];
}

/** Names behind `log360_syslog_`, and what they mean. */
const SYSLOG: readonly (readonly [string, keyof SyslogTotals, string])[] = [
	['lines', 'lines', 'Lines of live syslog taken since the start'],
	['dropped_datagrams', 'dropped', 'UDP datagrams dropped, as the store could not keep up'],
	['lost_lines', 'lost', 'Lines of live syslog that could not be stored'],
	['pauses', 'pauses', 'Times that TCP senders of syslog were paused'],
	['connections', 'connections', 'TCP connections of syslog'],
	['refused_connections', 'refusedConnections', 'TCP connections of syslog refused: too many'],
	['idle_connections', 'idleConnections', 'TCP connections of syslog closed: silent for too long'],
	['waiting_bytes', 'waitingBytes', 'Bytes of live syslog that are not stored yet'],
];

/** Registers the gauges. */
export function registerMetrics(
	metrics: Metrics,
	{ events, engine, jobs, ingest, retention, syslog, logBytes }: MeasuredParts,
): void {
	metrics.gauge('log360_events', 'Events stored', () => events.count());
	metrics.gauge('log360_jobs_running', 'Jobs at work', () => engine.runningJobs);
	metrics.gauge(
		'log360_jobs_refused',
		'Search jobs refused since the start, as their token had as many, or as many hits, as it may',
		() => jobs.refused,
	);
	metrics.gauge(
		'log360_ingest_untimed_events',
		'Events taken in since the start whose time is that of their arrival, because none could be read',
		() => ingest.totals.untimed,
	);
	metrics.gauge(
		'log360_ingest_text_lines',
		'Lines taken in since the start that no format knows, kept as text',
		() => ingest.totals.text,
	);
	metrics.gauge(
		'log360_ingest_refused_lines',
		'Lines refused since the start',
		() => ingest.totals.refused,
	);
	metrics.gauge(
		'log360_parser_rules_slow',
		'Parser rules that a text has driven onto the slower engine, whose time is linear',
		() => ingest.slowRules(),
	);
	for (const kind of ['sources', 'fields', 'logTypes'] as const) {
		metrics.gauge(
			`log360_quota_overflow_${kind === 'logTypes' ? 'log_types' : kind}`,
			`Sightings of ${kind === 'logTypes' ? 'log types' : kind} beyond the quota since the start`,
			async () => (await events.overflow())[kind],
		);
	}
	if (retention !== undefined) keptMetrics(metrics, retention);
	if (logBytes !== undefined)
		metrics.gauge(
			'log360_write_ahead_log_bytes',
			'Bytes of the write-ahead logs of all databases, which are emptied once nothing is written',
			logBytes,
		);
	for (const [name, key, help] of SYSLOG) {
		metrics.gauge(`log360_syslog_${name}`, help, () => syslog[key]);
	}
}

/** Names behind `log360_events_`, what they mean, and where their values are. */
const KEPT: readonly (readonly [string, string, (kept: KeptEvents) => number])[] = [
	[
		'oldest_timestamp_seconds',
		'Time of the oldest event, Unix time; 0 without events',
		({ oldest }) => (oldest ?? 0) / 1000,
	],
	[
		'arrived_since_timestamp_seconds',
		'When the events that go next arrived, Unix time, to the hour; 0 without events',
		({ arrivedSince }) => (arrivedSince ?? 0) / 1000,
	],
	['bytes', 'Bytes used by events, alerts and their indexes', ({ bytes }) => bytes],
	['free_bytes', 'Bytes that wait in the file for new events', ({ freeBytes }) => freeBytes],
	[
		'to_compress',
		'Events stored before the store compressed them that wait for it, about',
		({ toCompress }) => toCompress?.left ?? 0,
	],
	[
		'to_compress_anew',
		'Compressed events that are looked at, as many of them can be made smaller, about',
		({ toCompressAnew }) => toCompressAnew?.left ?? 0,
	],
	[
		'words_to_list_ratio',
		'Share of the words of events stored before the store listed them that wait for it, from 0 to 1, about',
		({ toList }) => (toList === null ? 0 : toList.left / toList.total),
	],
	[
		'events_to_column',
		'Events that wait for the columns that counts by several fields are read from, about',
		({ toColumn }) => toColumn?.left ?? 0,
	],
	[
		'index_to_merge_bytes',
		'Bytes of the index that are being merged, as nothing is written, about',
		({ toMerge }) => toMerge?.left ?? 0,
	],
	[
		'index_merges',
		'Merges of the index while nothing was written that came to their end since the start',
		({ merged }) => merged?.count ?? 0,
	],
	[
		'index_merged_timestamp_seconds',
		'When the last merge of the index ended, Unix time; 0 before the first one',
		({ merged }) => (merged?.at ?? 0) / 1000,
	],
	[
		'index_merged_bytes',
		'Bytes of the index that the last merge was of, about',
		({ merged }) => merged?.bytes ?? 0,
	],
	[
		'index_merged_seconds',
		'How long the last merge of the index took, with the pauses in between',
		({ merged }) => (merged?.tookMs ?? 0) / 1000,
	],
	[
		'index_merged_work_seconds',
		'Time of the last merge of the index in which batches had to wait',
		({ merged }) => (merged?.workMs ?? 0) / 1000,
	],
	['removed_by_age', 'Events removed by age since the store was made', (kept) => kept.removed.age],
	[
		'removed_by_size',
		'Events removed by size since the store was made',
		(kept) => kept.removed.size,
	],
];

/** What is kept since when, and what was removed. */
function keptMetrics(metrics: Metrics, retention: Pick<Retention, 'kept'>): void {
	let asked: Promise<KeptEvents> | undefined;
	// All gauges of a scrape tell of one moment, which is read once.
	const kept = () => (asked ??= retention.kept().finally(() => (asked = undefined)));
	for (const [name, help, value] of KEPT)
		metrics.gauge(`log360_events_${name}`, help, async () => value(await kept()));
}
