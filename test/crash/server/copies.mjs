/** Copies of all databases of a data folder, taken while the server stands still in the middle of its work. */
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { checkCopy } from '../copies.mjs';

/** Copies every database with its log. */
export function copyFolder(data, target) {
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	// The shared-memory files stay behind, as after a power cut; the lock holds no data.
	for (const name of readdirSync(data)) {
		if (/\.db(-wal)?$/.test(name) && !name.startsWith('lock.db'))
			copyFileSync(join(data, name), join(target, name));
	}
}

/** What is wrong in the copies; `jobs`: ids that must be in them. Answers how many databases were opened. */
export function checkCopies(target, jobs, check) {
	const names = readdirSync(target).filter((name) => name.endsWith('.db'));
	for (const name of names) {
		const db = new DatabaseSync(join(target, name));
		try {
			const rows = db.prepare('PRAGMA integrity_check').all();
			const text = rows.map((row) => row.integrity_check).join('; ');
			check(text === 'ok', () => `copy of ${name}: ${text}`);
		} finally {
			db.close();
		}
	}
	if (!names.includes('jobs.db')) return names.length;
	const { problems, ids } = checkCopy(target);
	check(problems.length === 0, () => `copy of jobs.db: ${problems.join('; ')}`);
	for (const id of jobs) check(ids.has(id), () => `lost: ${id} is not in the copy of jobs.db`);
	return names.length;
}
