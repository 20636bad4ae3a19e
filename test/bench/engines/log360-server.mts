/** This repository's own server on one machine's files, as the baseline of the comparison. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FROM, TO } from '../support/corpus.mts';
import { call, startServer } from '../support/server.mts';
import { log360Query } from './conditions.mts';
import type { Count, Engine, Recipe } from './engine.mts';
import { bytesBelow, measuredProcess } from './process.mts';

const BUILT = join(import.meta.dirname, '..', '..', '..', 'server', 'dist', 'cli.bundle.js');
/** What the server does once it rests, as merging its index, begins within half a minute; after it the log is emptied. */
const [REST_MS, LOG_MS] = [35_000, 10_000];
const WINDOW = {
	start_time: new Date(FROM).toISOString(),
	end_time: new Date(TO).toISOString(),
};

interface SearchAnswer {
	readonly data: { readonly hits: readonly Record<string, unknown>[] };
	readonly meta: { readonly total_items: number };
}

interface AggregateAnswer {
	readonly data: {
		readonly count: number;
		readonly buckets?: readonly { readonly start_time: string; readonly count: number }[];
		readonly groups?: readonly {
			readonly values: Readonly<Record<string, string | number>>;
			readonly count: number;
		}[];
	};
}

/** The server as people start it, on SQLite. */
export const log360Server: Recipe = {
	id: 'log360-server',
	name: 'log360-server',
	remark:
		'durable when it answers; a search gives page and total at once, a count is an aggregate; it remembers totals and checked hits by stretch of time, which the first of the timed searches puts there.',
	available: () => (existsSync(BUILT) ? undefined : 'the built server: npm run build:server'),
	install: () => Promise.resolve(),
	start,
};

async function start(folder: string): Promise<Engine> {
	const server = await startServer(folder);
	const kill = () => {
		try {
			process.kill(server.pid, 'SIGKILL');
		} catch {
			// It has ended.
		}
	};
	process.once('exit', kill);
	const ask = (path: string, body: object) =>
		call(`${server.url}${path}`, server.demoToken, JSON.stringify({ ...WINDOW, ...body }));
	const aggregate = async <T,>(body: object, read: (data: AggregateAnswer['data']) => T) => {
		const answer = await ask('/api/v2/search/aggregate', body);
		return () => read((JSON.parse(answer.toString()) as AggregateAnswer).data);
	};
	return {
		...measuredProcess(
			server.pid,
			async () => {
				process.off('exit', kill);
				await server.stop();
			},
			server.howItEnded,
		),
		async ingest(lines) {
			await call(`${server.url}/ingest`, server.demoToken, lines, 'application/x-ndjson');
		},
		settled: () => sleep(REST_MS),
		async bytesOnDisk() {
			await sleep(LOG_MS);
			return bytesBelow(folder);
		},
		async search(condition) {
			const answer = await ask('/api/v2/search', { query: log360Query(condition) });
			return () => {
				const { data, meta } = JSON.parse(answer.toString()) as SearchAnswer;
				return {
					rows: data.hits.length,
					total: meta.total_items,
					newest: number(data.hits[0]?.['RECORDNUMBER']),
				};
			};
		},
		count: (condition) => aggregate({ query: log360Query(condition) }, ({ count }) => count),
		byHour: () =>
			aggregate({ query: '*', interval: '1h' }, ({ buckets = [] }) =>
				buckets
					.filter(({ count }) => count > 0)
					.map(({ start_time: from, count }): Count => [Date.parse(from), count]),
			),
		top: (field, limit) =>
			aggregate({ query: '*', group_by: [field], limit }, ({ groups = [] }) =>
				groups.map(({ values, count }): Count => [values[field] ?? '', count]),
			),
	};
}

/** Numbers come as texts where the contract says so. */
function number(value: unknown): number | undefined {
	return value === undefined ? undefined : Number(value);
}
