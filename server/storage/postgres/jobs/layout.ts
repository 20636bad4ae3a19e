/** The tables of jobs and their results in PostgreSQL. */
import type { Layout } from '../data/layout';

/**
 * `ready` is true for a queued job whose time has come, so that claiming never walks over delayed ones. JSON is kept as
 * text: `jsonb` has no place for the character U+0000 and sorts keys anew.
 */
const TABLES = `
CREATE TABLE job (
	seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	id text COLLATE "C" NOT NULL UNIQUE,
	kind text COLLATE "C" NOT NULL,
	owner text COLLATE "C" NOT NULL,
	idem text COLLATE "C",
	state text COLLATE "C" NOT NULL,
	payload text NOT NULL,
	priority double precision NOT NULL,
	ready boolean NOT NULL,
	due double precision NOT NULL,
	run integer NOT NULL,
	failures integer NOT NULL,
	interruptions integer NOT NULL,
	holder text COLLATE "C",
	lease bigint,
	submitted bigint NOT NULL,
	started bigint,
	synced bigint NOT NULL,
	finished bigint,
	expires bigint,
	done double precision NOT NULL,
	total double precision,
	note text,
	hits bigint NOT NULL,
	mark bigint NOT NULL,
	page_size integer NOT NULL,
	checkpoint text,
	result text,
	error text,
	dead text,
	gone text
);
CREATE UNIQUE INDEX job_idem ON job (kind, owner, idem) WHERE idem IS NOT NULL;
CREATE INDEX job_ready ON job (kind, owner, priority DESC, seq) WHERE state = 'QUEUED' AND ready;
CREATE INDEX job_delayed ON job (due) WHERE state = 'QUEUED' AND NOT ready;
CREATE INDEX job_running ON job (kind, holder, owner) WHERE state = 'RUNNING';
CREATE INDEX job_listed ON job (owner, seq) WHERE state <> 'EXPIRED';
CREATE INDEX job_expiry ON job (expires) WHERE state <> 'EXPIRED' AND expires IS NOT NULL;
CREATE INDEX job_tombstone ON job (expires) WHERE state = 'EXPIRED';
CREATE TABLE job_page (
	job bigint NOT NULL REFERENCES job(seq) ON DELETE CASCADE,
	page integer NOT NULL,
	count integer NOT NULL,
	ids bytea NOT NULL,
	PRIMARY KEY (job, page)
);
`;

/** Jobs and their result pages. */
export const JOB_LAYOUT: Layout = { part: 'jobs', steps: [TABLES] };
