/** VictoriaLogs from the Go module proxy, one process. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../../../scripts/n8n/ports.mjs';
import { FROM, TO } from '../support/corpus.mts';
import { send } from '../support/send.mts';
import { cached, fillCache, run } from './cache.mts';
import { logsQl } from './conditions.mts';
import { type Count, type Engine, PAGE, type Recipe } from './engine.mts';
import { parsed } from './lines.mts';
import { bytesBelow, startProcess } from './process.mts';

const VERSION = '1.52.1';
const MODULE = 'github.com/VictoriaMetrics/VictoriaLogs/app/victoria-logs';
const FOLDER = `victorialogs-${VERSION}`;
const PROGRAM = 'victoria-logs';
const STREAMS = ['HOSTNAME', 'LOGTYPE'];
const INSERT = `/insert/jsonline?_stream_fields=${STREAMS.join()}&_time_field=TIME&_msg_field=MESSAGE`;

/** A single node, with the fields that say where a log is from as streams. */
export const victoriaLogs: Recipe = {
	id: 'victorialogs',
	name: `VictoriaLogs ${VERSION}`,
	remark:
		'not durable when it answers (within 5 s); streams by host and log type; page and total are two requests at the same time.',
	available() {
		if (existsSync(cached(FOLDER))) return undefined;
		try {
			execFileSync('go', ['version'], { stdio: 'ignore' });
		} catch {
			return 'VictoriaLogs is built with Go: install go';
		}
		return undefined;
	},
	install: () =>
		fillCache(FOLDER, (folder) =>
			run('go', ['install', `${MODULE}@v${VERSION}`], { env: { ...process.env, GOBIN: folder } }),
		),
	start,
};

async function start(folder: string): Promise<Engine> {
	const [port] = await freePorts(1);
	const url = `http://127.0.0.1:${port}`;
	const running = await startProcess(
		join(cached(FOLDER), PROGRAM),
		[
			`-storageDataPath=${folder}`,
			`-httpListenAddr=127.0.0.1:${port}`,
			'-retentionPeriod=10y',
			'-loggerLevel=ERROR',
		],
		async () => (await fetch(`${url}/health`)).ok,
	);
	const post = (path: string, body: string, type: string) =>
		send({ url: `${url}${path}`, token: 'none', method: 'POST', body, type });
	const query = (text: string, more: Readonly<Record<string, string>> = {}) =>
		post(
			'/select/logsql/query',
			new URLSearchParams({
				query: text,
				// The end is a millisecond too early where it is written in ms: such a time means all of it.
				start: new Date(FROM).toISOString(),
				end: new Date(TO - 1).toISOString(),
				...more,
			}).toString(),
			'application/x-www-form-urlencoded',
		);
	const rows = async <T,>(text: string, read: (row: Record<string, string>) => T) => {
		const answer = await query(text);
		return () => parsed(answer).map(read);
	};
	const total = (answer: Buffer) => Number(parsed(answer)[0]?.['events'] ?? 0);
	return {
		...running,
		async ingest(lines) {
			await post(INSERT, lines, 'application/stream+json');
		},
		async settled() {
			await send({ url: `${url}/internal/force_flush`, token: 'none' });
			await send({ url: `${url}/internal/force_merge`, token: 'none' });
		},
		bytesOnDisk: () => Promise.resolve(bytesBelow(folder)),
		async search(condition) {
			const text = logsQl(condition, new Set(STREAMS));
			const [page, counted] = await Promise.all([
				query(text, { limit: String(PAGE) }),
				query(`${text} | stats count() events`),
			]);
			return () => {
				const events = parsed(page);
				const newest = events.reduce<Record<string, string> | undefined>(
					(latest, event) =>
						latest === undefined || String(event['_time']) > String(latest['_time'])
							? event
							: latest,
					undefined,
				);
				return {
					rows: events.length,
					total: total(counted),
					newest: newest && Number(newest['RECORDNUMBER']),
				};
			};
		},
		async count(condition) {
			const counted = await query(`${logsQl(condition, new Set(STREAMS))} | stats count() events`);
			return () => total(counted);
		},
		byHour: () =>
			rows(
				'* | stats by (_time:1h) count() events | sort by (_time)',
				(row): Count => [Date.parse(row['_time'] ?? ''), Number(row['events'])],
			),
		top: (field, limit) =>
			rows(
				`${field}:* | top ${limit} by (${field})`,
				(row): Count => [row[field] ?? '', Number(row['hits'])],
			),
	};
}
