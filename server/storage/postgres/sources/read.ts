/** Reads log sources and their groups from PostgreSQL; how many events they have sent is counted where the events are. */
import type { LogSource, LogSourceGroup } from '../../../logs/events';
import type { SourceKeys, SourcePage } from '../../../logs/store';
import type { Sql } from '../data/driver';

const SELECT = `
	SELECT s.id, s.name, coalesce(s.display_name, s.name) AS "displayName", s.ip, s.log_type AS "logType",
		s.group_id AS "groupId", g.name AS "group", s.enabled, s.domain, s.agent_id AS "agentId", s.time_zone AS "timeZone",
		0 AS "firstSeen", 0 AS "lastSeen", 0 AS events
	FROM source s JOIN source_group g ON g.id = s.group_id WHERE NOT s.deleted
`;

/** All log sources by id. */
export function listSources(sql: Sql): Promise<LogSource[]> {
	return sql.all<LogSource>(`${SELECT} ORDER BY s.id`);
}

/** The log sources at some places of the list by id, and how many there are. */
export async function pageOfSources(
	sql: Sql,
	{ from, limit }: SourcePage,
): Promise<{ total: number; sources: LogSource[] }> {
	const row = await sql.one<{ n: number }>('SELECT count(*) AS n FROM source WHERE NOT deleted');
	const sources = await sql.all<LogSource>(`${SELECT} ORDER BY s.id LIMIT $1 OFFSET $2`, [
		...[limit, from - 1],
	]);
	return { total: row?.n ?? 0, sources };
}

/** The log sources with one of the ids or names, or of one of the groups, by id. */
export function sourcesWith(
	sql: Sql,
	{ ids = [], names = [], groups = [] }: SourceKeys,
): Promise<LogSource[]> {
	return sql.all<LogSource>(
		`${SELECT} AND (s.id = ANY($1::bigint[]) OR md5(s.key) = ANY(SELECT md5(name) FROM unnest($2::text[]) AS wanted (name))
			OR s.group_id = ANY($3::bigint[])) ORDER BY s.id`,
		[ids, names.map(keyOf), groups],
	);
}

/** All groups of log sources by id. */
export function listGroups(sql: Sql): Promise<LogSourceGroup[]> {
	return sql.all<LogSourceGroup>(`
		SELECT g.id, g.name, count(s.id) AS members
		FROM source_group g LEFT JOIN source s ON s.group_id = g.id AND NOT s.deleted GROUP BY g.id ORDER BY g.id
	`);
}

/** What tells sources apart. PostgreSQL's text cannot hold U+0000. */
export function keyOf(name: string): string {
	return name.toWellFormed().toLowerCase().replaceAll('\0', '\ufffd');
}
