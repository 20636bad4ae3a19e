/** The tables of retention: when the events of each hour arrived, and what has been removed. */
import { HOUR } from '../tallies/periods';

/**
 * `kept_hour` has a row for each hour that events lie in: how many there are, and when they arrived, epoch ms, as the mean of
 * all of them. The mean, so that a few late events keep no hour of many, and an import of old logs has its full time.
 */
export const RETENTION_DDL = `
CREATE TABLE IF NOT EXISTS kept_hour (
	hour INTEGER PRIMARY KEY,
	events INTEGER NOT NULL,
	arrived INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS kept_hour_arrived ON kept_hour (arrived, hour);
CREATE TABLE IF NOT EXISTS retention (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	by_age INTEGER NOT NULL DEFAULT 0,
	by_size INTEGER NOT NULL DEFAULT 0,
	since_merge INTEGER NOT NULL DEFAULT 0,
	merging INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT OR IGNORE INTO retention (id) VALUES (1);
`;

/**
 * Events of an older layout count as arrived at the upgrade, as nobody noted when they did: an upgrade removes nothing. They
 * have no weight beside events that arrive later.
 */
export const KEEP_ALL_HOURS = `
INSERT INTO kept_hour (hour, events, arrived)
WITH RECURSIVE found (hour) AS (
	SELECT (SELECT min(id) FROM event) / ${HOUR}
	UNION ALL
	SELECT (SELECT min(id) FROM event WHERE id >= (found.hour + 1) * ${HOUR}) / ${HOUR} FROM found WHERE found.hour IS NOT NULL
)
SELECT hour, 0, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM found WHERE hour IS NOT NULL;
`;
