/** Log sources in PostgreSQL: those that send, and what people say about them, the same at every server. */
import { isIP } from 'node:net';
import { defaultGroup, type LogSource, type LogSourceGroup } from '../../../logs/events';
import {
	type NewSource,
	type SourceChange,
	type SourceInventory,
	sourcesNamed,
} from '../../../logs/sources';
import {
	OVERFLOW_SOURCE,
	QUOTAS,
	type Quotas,
	type SourceKeys,
	type SourcePage,
	type SourceSighting,
} from '../../../logs/store';
import { InventoryError, quotedList } from '../../../platform';
import { tellChanged } from '../data/changes';
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';
import { SOURCE_LAYOUT } from './layout';
import { keyOf, listGroups, listSources, pageOfSources, sourcesWith } from './read';

const HOUR = 3_600_000;

interface Row {
	readonly id: number;
	readonly key: string;
	readonly enabled: boolean;
	readonly deleted: boolean;
	readonly has_sent: boolean;
	readonly domain: string | null;
	readonly log_type: string;
	readonly group_id: number;
	readonly ip: string;
}

const COLUMNS = 'id, key, enabled, deleted, has_sent, domain, log_type, group_id, ip';

/** What senders have sent, as far as sources are concerned. */
export type Sent = Pick<SourceSighting, 'name' | 'ip' | 'logType'>;

/** Log sources of one schema. Lists have no numbers of events: who keeps the events counts them. */
export class PostgresSources implements SourceInventory {
	/** How often sources were beyond their quota at this server since its start. */
	overflow = 0;

	/** @param database with {@link SOURCE_LAYOUT} */
	constructor(
		private readonly database: PostgresDatabase,
		private readonly quotas: Pick<Quotas, 'sources' | 'newSourcesAnHour'> = QUOTAS,
	) {}

	/**
	 * Notes the sources of a batch. Those beyond the quota are noted under {@link OVERFLOW_SOURCE}.
	 *
	 * @param arrivedAt epoch ms; undefined for logs that come without an arrival
	 * @returns names in lower case of those whose events are not taken in
	 */
	async note(sent: readonly Sent[], arrivedAt?: number): Promise<ReadonlySet<string>> {
		const byKey = new Map(sent.map((one) => [keyOf(one.name), one]));
		const look = (sql: Sql) => rowsOf(sql, [...byKey.keys()]);
		const known = await this.database.read(look);
		// Nearly every batch has nothing new, and needs no writer.
		if (!isNews(byKey, known)) return refused(known.values());
		return this.write(async (sql) => {
			const now = await look(sql);
			for (const [key, one] of byKey) await this.noteOne(sql, one, now.get(key), arrivedAt);
			return refused(now.values());
		});
	}

	/** All log sources by id. */
	sources(): Promise<LogSource[]> {
		return this.database.read(listSources);
	}

	/** Some of them by their places, and how many there are. */
	sourcePage(page: SourcePage): Promise<{ total: number; sources: LogSource[] }> {
		return this.database.read((sql) => pageOfSources(sql, page));
	}

	/** Those that one of the keys names, by id. */
	sourcesWith(keys: SourceKeys): Promise<LogSource[]> {
		return this.database.read((sql) => sourcesWith(sql, keys));
	}

	/** All groups by id. */
	groups(): Promise<LogSourceGroup[]> {
		return this.database.read(listGroups);
	}

	/** The log types of all sources, sorted. */
	async logTypes(): Promise<string[]> {
		const rows = await this.database.read((sql) =>
			sql.all<{ id: string }>('SELECT DISTINCT log_type AS id FROM source ORDER BY 1'),
		);
		return rows.map(({ id }) => id);
	}

	addSources(sources: readonly NewSource[]): Promise<LogSource[]> {
		return this.write(async (sql) => {
			const keys = sources.map(({ name }) => keyOf(name));
			const twice = sources.filter((_, at) => keys.indexOf(keys[at] as string) !== at);
			if (twice.length > 0) throw new InventoryError('conflict', `${named(twice)}: named twice.`);
			const rows = await rowsOf(sql, keys);
			const taken = sources.filter((_, at) => rows.get(keys[at] as string)?.deleted === false);
			if (taken.length > 0)
				throw new InventoryError('conflict', `${named(taken)}: already a log source.`);
			const ids: number[] = [];
			for (const source of sources)
				ids.push(await addOne(sql, source, rows.get(keyOf(source.name))));
			return inOrder(sql, ids);
		});
	}

	updateSources(changes: readonly SourceChange[]): Promise<LogSource[]> {
		return this.write(async (sql) => {
			await requireAll(
				sql,
				changes.map(({ id }) => id),
			);
			for (const change of changes) await updateOne(sql, change);
			if (changes.some(({ timeZone }) => timeZone !== undefined))
				await tellChanged(sql, 'log sources');
			return inOrder(
				sql,
				changes.map(({ id }) => id),
			);
		});
	}

	deleteSources(ids: readonly number[]): Promise<number> {
		return this.write(async (sql) => {
			await requireAll(sql, ids);
			await tellChanged(sql, 'log sources');
			return sql.run(
				`UPDATE source SET deleted = true, enabled = true, display_name = NULL, domain = NULL, agent_id = NULL,
					time_zone = NULL WHERE id = ANY($1::bigint[])`,
				[ids],
			);
		});
	}

	disableSources(names: readonly string[]): Promise<void> {
		return this.write(async (sql) => {
			const sources = await listSources(sql);
			const found = names.map((name) => ({
				name,
				ids: sourcesNamed(sources, name).map(({ id }) => id),
			}));
			const missing = found.filter(({ ids }) => ids.length === 0);
			if (missing.length > 0)
				throw new InventoryError('unknown_device', quotedList(missing.map(({ name }) => name)));
			await sql.run('UPDATE source SET enabled = false WHERE id = ANY($1::bigint[])', [
				found.flatMap(({ ids }) => ids),
			]);
		});
	}

	private write<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
		return this.database.write(SOURCE_LAYOUT.part, work);
	}

	private async noteOne(
		sql: Sql,
		{ name, ip, logType }: Sent,
		known: Row | undefined,
		arrivedAt: number | undefined,
	): Promise<void> {
		const isNew = known === undefined || known.deleted;
		if (isNew && name !== OVERFLOW_SOURCE && !(await this.hasRoom(sql, arrivedAt))) {
			this.overflow++;
			const bucket = (await rowsOf(sql, [keyOf(OVERFLOW_SOURCE)])).get(keyOf(OVERFLOW_SOURCE));
			return this.noteOne(sql, { name: OVERFLOW_SOURCE, ip: '', logType }, bucket, undefined);
		}
		if (known === undefined) {
			await insert(sql, { name, ip, logType, domain: null, agentId: null }, true, arrivedAt);
			return;
		}
		if (!known.enabled && !known.deleted) return;
		if (!known.has_sent && known.domain === null) await becomes(sql, known, logType);
		await sql.run(
			`UPDATE source SET ip = CASE WHEN :ip = '' THEN ip ELSE :ip END, has_sent = true,
				noted_at = CASE WHEN deleted THEN :arrivedAt ELSE noted_at END,
				enabled = enabled OR deleted, deleted = false WHERE id = :id`,
			{ ip, id: known.id, arrivedAt: arrivedAt ?? null },
		);
	}

	/** Whether one more source may be listed. The overflow has its own place. */
	private async hasRoom(sql: Sql, arrivedAt: number | undefined): Promise<boolean> {
		const row = await sql.one<{ listed: number; late: number }>(
			`SELECT count(*) FILTER (WHERE NOT deleted AND key <> $1) AS listed,
				count(*) FILTER (WHERE noted_at >= $2 AND noted_at < $2::bigint + ${HOUR}) AS late FROM source`,
			[keyOf(OVERFLOW_SOURCE), Math.floor((arrivedAt ?? 0) / HOUR) * HOUR],
		);
		const { sources, newSourcesAnHour } = this.quotas;
		const isLate = arrivedAt !== undefined && (row?.late ?? 0) >= newSourcesAnHour;
		return !isLate && (row?.listed ?? 0) < sources;
	}
}

/** Whether there is something to write down. */
function isNews(sent: ReadonlyMap<string, Sent>, known: ReadonlyMap<string, Row>): boolean {
	return [...sent].some(([key, { ip }]) => {
		const row = known.get(key);
		if (row === undefined || row.deleted) return true;
		return row.enabled && (!row.has_sent || (ip !== '' && ip !== row.ip));
	});
}

function refused(rows: Iterable<Row>): ReadonlySet<string> {
	return new Set([...rows].flatMap((row) => (row.enabled || row.deleted ? [] : [row.key])));
}

async function rowsOf(sql: Sql, keys: readonly string[]): Promise<Map<string, Row>> {
	const rows = await sql.all<Row>(
		`SELECT ${COLUMNS} FROM source WHERE md5(key) = ANY(SELECT md5(k) FROM unnest($1::text[]) AS wanted (k))`,
		[keys],
	);
	return new Map(rows.map((row) => [row.key, row]));
}

type Inserted = Omit<NewSource, never> & { readonly ip: string };

async function insert(
	sql: Sql,
	{ name, ip, logType, domain, agentId }: Inserted,
	hasSent: boolean,
	arrivedAt: number | undefined,
): Promise<number> {
	const row = await sql.one<{ id: number }>(
		`INSERT INTO source (key, name, ip, log_type, group_id, domain, agent_id, has_sent, noted_at)
		VALUES (:key, :name, :ip, :logType, :groupId, :domain, :agentId, :hasSent, :arrivedAt) RETURNING id`,
		{
			...{ key: keyOf(name), name: name.toWellFormed(), ip, logType, domain, agentId, hasSent },
			...{ groupId: await groupFor(sql, logType), arrivedAt: arrivedAt ?? null },
		},
	);
	return row?.id ?? 0;
}

async function addOne(sql: Sql, source: NewSource, deleted: Row | undefined): Promise<number> {
	const { name, logType, domain, agentId } = source;
	if (deleted === undefined)
		return insert(sql, { ...source, ip: isIP(name) === 0 ? '' : name }, false, undefined);
	await sql.run(
		`UPDATE source SET deleted = false, log_type = $2, group_id = $3, domain = $4, agent_id = $5 WHERE id = $1`,
		[deleted.id, logType, await groupFor(sql, logType), domain, agentId],
	);
	return deleted.id;
}

async function updateOne(sql: Sql, change: SourceChange): Promise<void> {
	const { id, displayName = null, groupId = null, enabled = null, timeZone } = change;
	if (groupId !== null) {
		const known = await sql.one('SELECT 1 FROM source_group WHERE id = $1', [groupId]);
		if (known === undefined) throw new InventoryError('unknown_group', String(groupId));
	}
	await sql.run(
		`UPDATE source SET display_name = coalesce(:displayName, display_name),
			group_id = coalesce(:groupId, group_id), enabled = coalesce(:enabled, enabled),
			time_zone = CASE WHEN :setZone THEN :timeZone ELSE time_zone END
		WHERE id = :id`,
		{
			...{ id, displayName, groupId, enabled },
			...{ setZone: timeZone !== undefined, timeZone: timeZone ?? null },
		},
	);
}

/** A source that was added under a provisional type sends for the first time; a group that people chose stays. */
async function becomes(sql: Sql, { id, group_id, log_type }: Row, logType: string): Promise<void> {
	const isDefault = group_id === (await groupFor(sql, log_type));
	await sql.run('UPDATE source SET log_type = $2, group_id = $3 WHERE id = $1', [
		...[id, logType, isDefault ? await groupFor(sql, logType) : group_id],
	]);
}

async function requireAll(sql: Sql, ids: readonly number[]): Promise<void> {
	const known = new Set((await sourcesWith(sql, { ids })).map(({ id }) => id));
	const missing = [...new Set(ids)].filter((id) => !known.has(id));
	if (missing.length > 0) throw new InventoryError('unknown_host', quotedList(missing));
}

/** The sources of these ids, each once, in the order of the ids. */
async function inOrder(sql: Sql, ids: readonly number[]): Promise<LogSource[]> {
	const byId = new Map((await sourcesWith(sql, { ids })).map((source) => [source.id, source]));
	return [...new Set(ids)].map((id) => byId.get(id) as LogSource);
}

async function groupFor(sql: Sql, logType: string): Promise<number> {
	const name = defaultGroup(logType);
	const known = await sql.one<{ id: number }>('SELECT id FROM source_group WHERE name = $1', [
		name,
	]);
	if (known !== undefined) return known.id;
	const made = await sql.one<{ id: number }>(
		'INSERT INTO source_group (name) VALUES ($1) RETURNING id',
		[name],
	);
	return made?.id ?? 0;
}

function named(sources: readonly NewSource[]): string {
	return quotedList(sources.map(({ name }) => name));
}
