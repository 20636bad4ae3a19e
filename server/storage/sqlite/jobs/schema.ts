/** The job database: how it is opened, and its tables. */
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { MOST_LOG } from '../data/database';
import { bringUpToDate } from '../data/layout';

/** Stored in `user_version`; raised with every change of the tables. */
const SCHEMA_VERSION = 1;

/**
 * `ready` is 1 for a queued job whose time has come, so that claiming never walks over delayed ones.
 * `due`, `lease`, ... are epoch ms; `page.key` is `job.seq << 20 | page`, so that a job's pages are
 * neighbours and page 1,000 is found like page 1.
 */
const TABLES = `
CREATE TABLE job (
	seq INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL,
	owner TEXT NOT NULL,
	idem TEXT,
	state TEXT NOT NULL,
	payload TEXT NOT NULL,
	priority INTEGER NOT NULL,
	ready INTEGER NOT NULL,
	due INTEGER NOT NULL,
	run INTEGER NOT NULL,
	failures INTEGER NOT NULL,
	interruptions INTEGER NOT NULL,
	holder TEXT,
	lease INTEGER,
	submitted INTEGER NOT NULL,
	started INTEGER,
	synced INTEGER NOT NULL,
	finished INTEGER,
	expires INTEGER,
	done REAL NOT NULL,
	total REAL,
	note TEXT,
	hits INTEGER NOT NULL,
	mark INTEGER NOT NULL,
	page_size INTEGER NOT NULL,
	checkpoint TEXT,
	result TEXT,
	error TEXT,
	dead TEXT,
	gone TEXT
) STRICT;
CREATE UNIQUE INDEX job_idem ON job(kind, owner, idem) WHERE idem IS NOT NULL;
CREATE INDEX job_ready ON job(kind, owner, priority DESC, seq) WHERE state = 'QUEUED' AND ready = 1;
CREATE INDEX job_delayed ON job(due) WHERE state = 'QUEUED' AND ready = 0;
CREATE INDEX job_running ON job(kind, owner) WHERE state = 'RUNNING';
CREATE INDEX job_listed ON job(owner, seq) WHERE state <> 'EXPIRED';
CREATE INDEX job_expiry ON job(expires) WHERE state <> 'EXPIRED' AND expires IS NOT NULL;
CREATE INDEX job_tombstone ON job(expires) WHERE state = 'EXPIRED';
CREATE TABLE page (
	key INTEGER PRIMARY KEY,
	count INTEGER NOT NULL,
	ids BLOB NOT NULL
) STRICT;
`;

/**
 * Opens (or makes) the job database for writing.
 *
 * WAL with `synchronous=FULL`: a commit that was answered survives a power cut.
 *
 * @throws Error naming the file when it is not a job database, or one of a newer version
 */
export function openJobDatabase(file: string): DatabaseSync {
	closeSync(openSync(file, 'a', 0o600));
	const db = new DatabaseSync(file, { timeout: 5_000 });
	try {
		// Must come before the first table; lets the sweeper give disk space back.
		db.exec('PRAGMA auto_vacuum = INCREMENTAL');
		db.exec('PRAGMA journal_mode = WAL');
		db.exec('PRAGMA synchronous = FULL');
		db.exec(`PRAGMA journal_size_limit = ${MOST_LOG}`);
		createTables(db, file);
		return db;
	} catch (error) {
		db.close();
		throw new Error(`Cannot open the job database ${file}: ${(error as Error).message}`, {
			cause: error,
		});
	}
}

/** Opens it a second time, to read what is committed without waiting for the open transaction. */
export function openJobReader(file: string): DatabaseSync {
	return new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
}

function createTables(db: DatabaseSync, file: string): void {
	db.exec('BEGIN IMMEDIATE');
	bringUpToDate(db, file, { version: SCHEMA_VERSION, ddl: TABLES });
	db.exec('COMMIT');
}
