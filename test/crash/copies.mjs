/** Copies of a job database taken in the middle of its work, whole or torn, and what must hold in them. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { lastTransaction } from './wal.mjs';

/** Ways the end of the write-ahead log can look after a power cut; `from` is where its last transaction begins. */
export const TEARS = {
	/** As the kernel has it. */
	none: (wal) => wal,
	/** A further transaction was begun and its content is rubbish. */
	rubbish: (wal, _from, random) => Buffer.concat([wal, noise(3000, random)]),
	/** The end of the last transaction never reached the disk. */
	cut: (wal, from, random) => wal.subarray(0, between(from, wal.length, random)),
	/** A sector of the last transaction has other bytes. */
	sector: (wal, from, random) => {
		const torn = Buffer.from(wal);
		const at = between(from, wal.length, random);
		noise(512, random).copy(torn, at);
		return torn;
	},
};

/** Copies `jobs.db` and its log from `directory`; nobody may write meanwhile (stopped or dead). */
export function copyDatabase(directory, target) {
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	for (const name of ['jobs.db', 'jobs.db-wal', 'jobs.db-shm']) {
		if (existsSync(join(directory, name))) copyFileSync(join(directory, name), join(target, name));
	}
}

/**
 * Tears the end of the log of a copied database; answers how it was torn.
 *
 * Only the last transaction is touched, and only if it was not yet carried over into the database: all
 * before it was flushed before it began, and no power cut takes that away.
 */
export function tear(target, kind, random, name = 'jobs.db') {
	const file = join(target, `${name}-wal`);
	const wal = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
	const last = lastTransaction(wal, readShared(target, name));
	rmSync(join(target, `${name}-shm`), { force: true });
	if (last === undefined) return 'none';
	const current = wal.subarray(0, last.end);
	writeFileSync(file, TEARS[kind](current, last.start, random));
	return kind;
}

/**
 * What is wrong in the copy, empty if it is clean: SQLite's own check, and results that are exactly as
 * many as their job counts, in pages without gaps.
 */
export function checkCopy(target) {
	const db = new DatabaseSync(join(target, 'jobs.db'));
	try {
		const problems = db
			.prepare('PRAGMA integrity_check')
			.all()
			.map((row) => row.integrity_check)
			.filter((line) => line !== 'ok');
		const { tables } = db.prepare(`SELECT count(*) AS tables FROM sqlite_schema`).get();
		if (tables === 0) return { problems, ids: new Set() };
		const wrong = db
			.prepare(
				`SELECT j.id, j.hits, coalesce(sum(p.count), 0) AS found, count(p.key) AS pages,
					coalesce(max(p.key) - (j.seq << 20), 0) AS last
				FROM job j LEFT JOIN page p ON p.key BETWEEN j.seq << 20 AND (j.seq << 20) + 1048575
				GROUP BY j.seq HAVING found <> j.hits OR pages <> last
					OR pages <> (j.hits + j.page_size - 1) / j.page_size`,
			)
			.all();
		problems.push(...wrong.map((row) => `half-visible results: ${JSON.stringify(row)}`));
		const jobs = db.prepare('SELECT id FROM job').all();
		return { problems, ids: new Set(jobs.map(({ id }) => id)) };
	} finally {
		db.close();
	}
}

function readShared(target, name) {
	const file = join(target, `${name}-shm`);
	return existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
}

function between(from, to, random) {
	return from + Math.floor(random() * (to - from));
}

function noise(length, random) {
	return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}
