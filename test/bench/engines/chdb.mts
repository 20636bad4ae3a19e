/** ClickHouse as chDB from npm: the engine inside a small process that answers over HTTP, since no package has its server. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../../../scripts/n8n/ports.mjs';
import { FROM, TO } from '../support/corpus.mts';
import { send } from '../support/send.mts';
import { cached, fillCache, run } from './cache.mts';
import { clickHouseCondition } from './conditions.mts';
import { NUMBERS, TABLE } from './chdb-table.mts';
import { type Count, type Engine, PAGE, type Recipe } from './engine.mts';
import { parsed } from './lines.mts';
import { startProcess } from './process.mts';

const VERSION = '3.4.0';
const FOLDER = `chdb-${VERSION}`;
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
const SERVER = join(import.meta.dirname, 'chdb-server.mts');
/** Where a bare word is looked for; a search through all columns is not what a user of tables asks for. */
const TEXTS = ['MESSAGE', 'PROCESSNAME', 'PARENTPROCESSNAME', 'COMMAND', 'PARENTIMAGE'];
const IN_RANGE = `TIME >= fromUnixTimestamp64Milli(${FROM}, 'UTC') AND TIME < fromUnixTimestamp64Milli(${TO}, 'UTC')`;

/** One table with a column for each field, as someone makes it who knows the logs. */
export const chdb: Recipe = {
	id: 'chdb',
	name: `chDB ${VERSION} (ClickHouse)`,
	remark: `durable when it answers (fsync of each part); a column for each field, known beforehand, the words of the message indexed; page and total are two requests at the same time; a bare word is looked for in ${TEXTS.join(', ')}; settled is one part.`,
	available() {
		const platform = `${process.platform}-${process.arch}`;
		return PLATFORMS.includes(platform) ? undefined : `chDB has no build for ${platform}`;
	},
	install: () =>
		fillCache(FOLDER, async (folder) => {
			const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'];
			await run('npm', ['install', '--prefix', folder, ...options, `chdb@${VERSION}`], {
				cwd: folder,
			});
		}),
	start,
};

async function start(folder: string): Promise<Engine> {
	const [port] = await freePorts(1);
	const url = `http://127.0.0.1:${port}`;
	mkdirSync(folder, { recursive: true });
	const running = await startProcess(
		process.execPath,
		[SERVER, cached(FOLDER), folder, String(port)],
		async () => (await fetch(`${url}/ready`)).ok,
	);
	const query = (sql: string) =>
		send({ url: `${url}/query`, token: 'none', method: 'POST', body: sql, type: 'text/plain' });
	await query('CREATE DATABASE logs');
	await query(TABLE);
	const rows = async <T,>(sql: string, read: (row: Record<string, string>) => T) => {
		const answer = await query(sql);
		return () => parsed(answer).map(read);
	};
	const where = (condition: Parameters<Engine['count']>[0]) =>
		`FROM logs.events WHERE ${IN_RANGE} AND ${clickHouseCondition(condition, NUMBERS, TEXTS)}`;
	const total = (answer: Buffer) => Number(parsed(answer)[0]?.['events'] ?? 0);
	return {
		...running,
		async ingest(lines) {
			await send({ url: `${url}/insert`, token: 'none', method: 'POST', body: lines });
		},
		async settled() {
			await query('OPTIMIZE TABLE logs.events FINAL');
		},
		async bytesOnDisk() {
			const sql =
				"SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND table = 'events'";
			return (await rows(sql, ({ bytes }) => Number(bytes)))()[0] ?? 0;
		},
		async search(condition) {
			const [page, counted] = await Promise.all([
				query(`SELECT * ${where(condition)} ORDER BY TIME DESC LIMIT ${PAGE}`),
				query(`SELECT count() AS events ${where(condition)}`),
			]);
			return () => {
				const events = parsed(page);
				return {
					rows: events.length,
					total: total(counted),
					newest: events[0] && Number(events[0]['RECORDNUMBER']),
				};
			};
		},
		async count(condition) {
			const counted = await query(`SELECT count() AS events ${where(condition)}`);
			return () => total(counted);
		},
		byHour: () =>
			rows(
				`SELECT toUnixTimestamp(toStartOfHour(TIME)) AS hour, count() AS events FROM logs.events WHERE ${IN_RANGE} GROUP BY hour ORDER BY hour`,
				(row): Count => [Number(row['hour']) * 1_000, Number(row['events'])],
			),
		top: (field, limit) =>
			rows(
				`SELECT ${field} AS value, count() AS events FROM logs.events WHERE ${IN_RANGE} AND ${field} != '' GROUP BY value ORDER BY events DESC LIMIT ${limit}`,
				(row): Count => [row['value'] ?? '', Number(row['events'])],
			),
	};
}
