/** Copies of all databases of a data folder, taken while the server stands still in the middle of its work. */
import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { checkCopy, tear, TEARS } from '../copies.mjs';
import { pick } from '../load.mjs';

/** Locks hold no data. */
const LOCK = /^(lock\.db|.*\.lock)(-.*)?$/;

/** Copies every database with its log. */
export function copyFolder(data, target) {
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	// The shared-memory files stay behind, as after a power cut.
	for (const name of readdirSync(data)) {
		if (/\.db(-wal)?$/.test(name) && !LOCK.test(name))
			copyFileSync(join(data, name), join(target, name));
	}
}

/** Copies the whole folder and tears the log of every database in it; answers how, by database. */
export function copyTorn(data, target, random) {
	rmSync(target, { recursive: true, force: true });
	cpSync(data, target, { recursive: true, filter: (file) => !LOCK.test(basename(file)) });
	const databases = readdirSync(target).filter((name) => name.endsWith('.db'));
	return Object.fromEntries(
		databases.map((name) => [name, tear(target, pick(random, Object.keys(TEARS)), random, name)]),
	);
}

/**
 * What is wrong in the copies. Answers how many databases were opened.
 *
 * @param jobs ids that must be in them
 * @param how what was done to them, for the message
 */
export function checkCopies(target, jobs, check, how = '') {
	const names = readdirSync(target).filter((name) => name.endsWith('.db'));
	for (const name of names) {
		const db = new DatabaseSync(join(target, name));
		try {
			const rows = db.prepare('PRAGMA integrity_check').all();
			const text = rows.map((row) => row.integrity_check).join('; ');
			check(text === 'ok', () => `copy of ${name} ${how}: ${text}`);
		} finally {
			db.close();
		}
	}
	if (!names.includes('jobs.db')) return names.length;
	const { problems, ids } = checkCopy(target);
	check(problems.length === 0, () => `copy of jobs.db ${how}: ${problems.join('; ')}`);
	for (const id of jobs)
		check(ids.has(id), () => `lost: ${id} is not in the copy of jobs.db ${how}`);
	return names.length;
}
