/** The tables of what servers agree on when they store events elsewhere: lanes of ids, intents of batches, parts that were stored. */
import type { Layout } from '../data/layout';

/**
 * - `id_lane`: of the ids of each millisecond of a minute of event time, the first `used` are given away; `granted` is
 *   how many the last lease got.
 * - `ingest_intent`: batches that are being stored, or were when their server died.
 * - `ingest_part`: parts of batches with a key, see `PartMark`, and what became of them.
 */
const TABLES = `
CREATE TABLE id_lane (
	minute bigint PRIMARY KEY,
	used integer NOT NULL CHECK (used <= 1000),
	granted integer NOT NULL
);
CREATE TABLE ingest_intent (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	key text COLLATE "C",
	part integer,
	digest text,
	at bigint,
	count integer NOT NULL,
	ids bytea NOT NULL,
	holder text COLLATE "C" NOT NULL,
	run integer NOT NULL,
	lease bigint NOT NULL
);
CREATE UNIQUE INDEX ingest_intent_part ON ingest_intent (key, part) WHERE key IS NOT NULL;
CREATE INDEX ingest_intent_lease ON ingest_intent (lease);
CREATE TABLE ingest_part (
	key text COLLATE "C" NOT NULL,
	part integer NOT NULL,
	digest text NOT NULL,
	stored integer NOT NULL,
	dropped integer NOT NULL,
	at bigint NOT NULL,
	PRIMARY KEY (key, part)
);
CREATE INDEX ingest_part_at ON ingest_part (at);
`;

/** Ids and intents of events. */
export const INGEST_LAYOUT: Layout = { part: 'ingest', steps: [TABLES] };
