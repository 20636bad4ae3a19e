/** The rows of log sources and their groups; synchronous, so it lives in the threads of the event store. */
import { defaultGroup, type LogSource, type LogSourceGroup } from '../../../logs/events';
import type { QuotaBook } from '../events/quotas';
import {
	OVERFLOW_SOURCE,
	type SourceKeys,
	type SourcePage,
	type SourceSighting,
} from '../../../logs/store';
import { InventoryError, quotedList } from '../../../platform';
import { type NewSource, type SourceChange, sourcesNamed } from '../../../logs/sources';
import { isIP } from 'node:net';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/**
 * A deleted source keeps its row: its events still count, and when it sends again it is the same source,
 * with the id that saved filters know.
 */
const SELECT = `
	SELECT s.id, s.name, coalesce(s.display_name, s.name) AS displayName, s.ip, s.log_type AS logType,
		s.group_id AS groupId, g.name AS "group", s.enabled, s.domain, s.agent_id AS agentId, s.time_zone AS timeZone,
		s.first_seen AS firstSeen, s.last_seen AS lastSeen, s.events
	FROM source s JOIN source_group g ON g.id = s.group_id WHERE s.deleted = 0
`;

/** All log sources by id. */
export function listSources(database: DatabaseSync): LogSource[] {
	return database.prepare(`${SELECT} ORDER BY s.id`).all().map(toSource);
}

/** The log sources at some places of the list by id, and how many there are. */
export function pageOfSources(
	database: DatabaseSync,
	{ from, limit }: SourcePage,
): { total: number; sources: LogSource[] } {
	const rows = database.prepare(`${SELECT} ORDER BY s.id LIMIT ? OFFSET ?`);
	const total = database.prepare('SELECT count(*) AS n FROM source WHERE deleted = 0').get();
	return {
		total: Number(total?.['n']),
		sources: rows.all(limit, from - 1).map(toSource),
	};
}

/** The log sources with one of the ids or names, or of one of the groups, by id. */
export function sourcesWith(
	database: DatabaseSync,
	{ ids = [], names = [], groups = [] }: SourceKeys,
): LogSource[] {
	const found = new Map<number, LogSource>();
	const add = (condition: string, key: number | string) => {
		for (const row of database.prepare(`${SELECT} AND ${condition}`).all(key)) {
			const source = toSource(row);
			found.set(source.id, source);
		}
	};
	for (const id of ids) add('s.id = ?', id);
	for (const name of names) add('s.name = ?', name.toWellFormed());
	for (const group of groups) add('s.group_id = ?', group);
	return [...found.values()].sort((one, other) => one.id - other.id);
}

/** All groups of log sources by id. */
export function listGroups(database: DatabaseSync): LogSourceGroup[] {
	const rows = database.prepare(`
		SELECT g.id, g.name, count(s.id) AS members
		FROM source_group g LEFT JOIN source s ON s.group_id = g.id AND s.deleted = 0 GROUP BY g.id ORDER BY g.id
	`);
	return rows.all() as unknown as LogSourceGroup[];
}

/** Number of events stored, those of deleted sources too. */
export function countEvents(database: DatabaseSync): number {
	return Number(database.prepare('SELECT coalesce(sum(events), 0) AS n FROM source').get()?.['n']);
}

/** Writes log sources; each method runs inside a transaction of the caller's. */
export class SourceTable {
	private readonly selectByName: StatementSync;
	private readonly selectById: StatementSync;
	private readonly insert: StatementSync;
	private readonly addSighting: StatementSync;
	private readonly selectEvents: StatementSync;
	private readonly takeEvents: StatementSync;

	/** @param quotas how many sources senders may bring; no bound by default */
	constructor(
		private readonly database: DatabaseSync,
		private readonly quotas?: Pick<QuotaBook, 'takeSource'>,
	) {
		this.selectByName = database.prepare(
			'SELECT id, enabled, deleted, events, domain, log_type, group_id FROM source WHERE name = ?',
		);
		this.selectById = database.prepare(`${SELECT} AND s.id = ?`);
		this.insert = database.prepare(`
			INSERT INTO source (name, ip, log_type, group_id, domain, agent_id, first_seen, last_seen, events)
			VALUES (:name, :ip, :logType, :groupId, :domain, :agentId, :firstSeen, :lastSeen, :events)
		`);
		this.selectEvents = database.prepare('SELECT events FROM source WHERE name = ?');
		this.takeEvents = database.prepare('UPDATE source SET events = events - ? WHERE name = ?');
		this.addSighting = database.prepare(`
			UPDATE source SET
				ip = CASE WHEN :ip = '' THEN ip ELSE :ip END,
				first_seen = CASE WHEN events = 0 THEN :firstSeen ELSE min(first_seen, :firstSeen) END,
				last_seen = max(last_seen, :lastSeen),
				events = events + :events,
				enabled = CASE WHEN deleted = 1 THEN 1 ELSE enabled END,
				deleted = 0
			WHERE id = :id
		`);
	}

	/**
	 * Records that a source sent events; returns whether they are taken in. What is beyond the quota is recorded under
	 * {@link OVERFLOW_SOURCE}.
	 *
	 * @param arrivedAt epoch ms
	 */
	sight(sighting: SourceSighting, arrivedAt?: number): boolean {
		const { name, ip, logType, events } = sighting;
		const seen = {
			ip,
			firstSeen: Math.floor(sighting.firstSeen),
			lastSeen: Math.floor(sighting.lastSeen),
			events,
		};
		const known = this.selectByName.get(name);
		const isNew = known === undefined || known['deleted'] === 1;
		if (isNew && name !== OVERFLOW_SOURCE && this.quotas?.takeSource(arrivedAt) === false)
			return this.sight({ ...sighting, name: OVERFLOW_SOURCE, ip: '' }, arrivedAt);
		if (known === undefined) {
			const groupId = this.groupFor(logType);
			this.insert.run({ ...seen, name, logType, groupId, domain: null, agentId: null });
			return true;
		}
		if (known['enabled'] === 0 && known['deleted'] === 0) return false;
		if (known['events'] === 0 && known['domain'] === null) this.becomes(known, logType);
		this.addSighting.run({ ...seen, id: known['id'] as number });
		return true;
	}

	/**
	 * Events of hosts were removed: their sources count them no more. Where a source has counted fewer, as its first events
	 * were beyond the quota, {@link OVERFLOW_SOURCE} has the others, so that the sum over all is what is stored.
	 */
	lost(events: ReadonlyMap<string, number>): void {
		let rest = 0;
		const take = (name: string, n: number): number => {
			const has = Number(this.selectEvents.get(name)?.['events'] ?? 0);
			if (has > 0) this.takeEvents.run(Math.min(has, n), name);
			return Math.max(0, n - has);
		};
		for (const [name, n] of events) rest += take(name, n);
		if (rest > 0) rest = take(OVERFLOW_SOURCE, rest);
		while (rest > 0) {
			const largest = this.database
				.prepare('SELECT name FROM source WHERE events > 0 ORDER BY events DESC LIMIT 1')
				.get();
			if (largest === undefined) return;
			rest = take(largest['name'] as string, rest);
		}
	}

	/** Adds sources that have not sent anything yet; throws `conflict` for names that are taken. */
	add(sources: readonly NewSource[]): LogSource[] {
		const names = sources.map(({ name }) => name.toLowerCase());
		const twice = sources.filter(({ name }, at) => names.indexOf(name.toLowerCase()) !== at);
		if (twice.length > 0) throw new InventoryError('conflict', `${named(twice)}: named twice.`);
		const taken = sources.filter(({ name }) => this.selectByName.get(name)?.['deleted'] === 0);
		if (taken.length > 0) {
			throw new InventoryError('conflict', `${named(taken)}: already a log source.`);
		}
		return sources.map((source) => this.source(this.addOne(source)));
	}

	/** Changes sources; throws `unknown_host` or `unknown_group`. */
	update(changes: readonly SourceChange[]): LogSource[] {
		this.requireAll(changes.map(({ id }) => id));
		const set = this.database.prepare(`
			UPDATE source SET display_name = coalesce(:displayName, display_name),
				group_id = coalesce(:groupId, group_id), enabled = coalesce(:enabled, enabled),
				time_zone = CASE WHEN :setZone THEN :timeZone ELSE time_zone END
			WHERE id = :id
		`);
		for (const { id, displayName = null, groupId = null, enabled, timeZone } of changes) {
			if (groupId !== null) this.requireGroup(groupId);
			set.run({
				id,
				displayName,
				groupId,
				enabled: enabled === undefined ? null : Number(enabled),
				setZone: Number(timeZone !== undefined),
				timeZone: timeZone ?? null,
			});
		}
		return [...new Set(changes.map(({ id }) => id))].map((id) => this.source(id));
	}

	/** Takes sources off the list; throws `unknown_host`. Returns how many. */
	delete(ids: readonly number[]): number {
		const distinct = new Set(ids);
		this.requireAll([...distinct]);
		const mark = this.database.prepare(`
			UPDATE source SET deleted = 1, enabled = 1, display_name = NULL, domain = NULL, agent_id = NULL,
				time_zone = NULL
			WHERE id = ?
		`);
		for (const id of distinct) mark.run(id);
		return distinct.size;
	}

	/**
	 * Disables sources by name, display name or address, without case; an address that several sources
	 * share stands for all of them. Disabling a disabled one is no error. Throws `unknown_device`.
	 */
	disable(names: readonly string[]): void {
		const sources = listSources(this.database);
		const found = names.map((name) => ({
			name,
			ids: sourcesNamed(sources, name).map(({ id }) => id),
		}));
		const missing = found.filter(({ ids }) => ids.length === 0);
		if (missing.length > 0) {
			throw new InventoryError('unknown_device', quotedList(missing.map(({ name }) => name)));
		}
		const set = this.database.prepare('UPDATE source SET enabled = 0 WHERE id = ?');
		for (const id of found.flatMap(({ ids }) => ids)) set.run(id);
	}

	/** A source that was added under a provisional type sends for the first time; a group that people chose stays. */
	private becomes({ id, group_id: groupId, log_type: provisional }: Row, logType: string): void {
		const isDefault = groupId === this.groupFor(String(provisional));
		this.database
			.prepare('UPDATE source SET log_type = :logType, group_id = :groupId WHERE id = :id')
			.run({
				id: id as number,
				logType,
				groupId: isDefault ? this.groupFor(logType) : (groupId as number),
			});
	}

	private addOne({ name, logType, domain, agentId }: NewSource): number {
		const ip = isIP(name) === 0 ? '' : name;
		const groupId = this.groupFor(logType);
		const deleted = this.selectByName.get(name);
		if (deleted === undefined) {
			const never = { firstSeen: 0, lastSeen: 0, events: 0 };
			const row = { name, ip, logType, groupId, domain, agentId, ...never };
			return Number(this.insert.run(row).lastInsertRowid);
		}
		const id = deleted['id'] as number;
		this.database
			.prepare(
				`UPDATE source SET deleted = 0, log_type = :logType, group_id = :groupId, domain = :domain,
					agent_id = :agentId WHERE id = :id`,
			)
			.run({ id, logType, groupId, domain, agentId });
		return id;
	}

	private source(id: number): LogSource {
		return toSource(this.selectById.get(id) as Row);
	}

	private requireAll(ids: readonly number[]): void {
		const missing = ids.filter((id) => this.selectById.get(id) === undefined);
		if (missing.length > 0) throw new InventoryError('unknown_host', quotedList(missing));
	}

	private requireGroup(id: number): void {
		const known = this.database.prepare('SELECT 1 FROM source_group WHERE id = ?').get(id);
		if (known === undefined) throw new InventoryError('unknown_group', String(id));
	}

	private groupFor(logType: string): number {
		const name = defaultGroup(logType);
		const known = this.database.prepare('SELECT id FROM source_group WHERE name = ?').get(name);
		if (known !== undefined) return known['id'] as number;
		const insert = this.database.prepare('INSERT INTO source_group (name) VALUES (?)');
		return Number(insert.run(name).lastInsertRowid);
	}
}

type Row = Record<string, unknown>;

function toSource(row: Row): LogSource {
	return { ...row, enabled: row['enabled'] === 1 } as unknown as LogSource;
}

function named(sources: readonly NewSource[]): string {
	return quotedList(sources.map(({ name }) => name));
}
