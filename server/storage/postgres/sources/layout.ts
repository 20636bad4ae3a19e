/** The tables of log sources and their groups in PostgreSQL. */
import type { Layout } from '../data/layout';

/** A source is one without case, whatever the script: `key` is its name in lower case. A deleted one keeps its row and id. */
const TABLES = `
CREATE TABLE source_group (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text COLLATE "C" NOT NULL UNIQUE
);
CREATE TABLE source (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	key text COLLATE "C" NOT NULL,
	name text NOT NULL,
	ip text NOT NULL,
	log_type text COLLATE "C" NOT NULL,
	group_id bigint NOT NULL REFERENCES source_group (id),
	enabled boolean NOT NULL DEFAULT true,
	deleted boolean NOT NULL DEFAULT false,
	has_sent boolean NOT NULL,
	noted_at bigint,
	display_name text,
	domain text,
	agent_id bigint,
	time_zone text
);
CREATE UNIQUE INDEX source_key ON source (md5(key));
CREATE INDEX source_of_group ON source (group_id);
CREATE INDEX source_noted ON source (noted_at);
`;

/** Log sources and their groups. */
export const SOURCE_LAYOUT: Layout = { part: 'sources', steps: [TABLES] };
