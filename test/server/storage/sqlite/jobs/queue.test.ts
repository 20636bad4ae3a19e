/** The SQLite queue against the contract, in the test's own thread, and what only a database can get wrong. */
import { newJobId } from '../../../../../server/jobs';
import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

import { SqliteJobQueue } from '../../../../../server/storage/sqlite/jobs/queue';
import { describeJobQueue } from '../../../jobs/queue-conformance';
import { tempFile } from './temp-file';

describeJobQueue('SqliteJobQueue', async () => {
	const file = tempFile();
	return { queue: new SqliteJobQueue(file), reopen: async () => new SqliteJobQueue(file) };
});

describe('SqliteJobQueue', () => {
	const job = (now = 1) => ({ id: newJobId(), kind: 'k', owner: 'o', payload: null, now });

	it('refuses a second process on the same file, and says so', async () => {
		const file = tempFile();
		const first = new SqliteJobQueue(file);
		expect(() => new SqliteJobQueue(file)).toThrow(/another log360-server is using/);
		await first.close();
		await new SqliteJobQueue(file).close();
	});

	it('refuses a file that is no database, naming it, and lets go of the lock', async () => {
		const file = tempFile();
		writeFileSync(
			file,
			'this is not a database, but it is long enough to look like one'.repeat(90),
		);
		expect(() => new SqliteJobQueue(file)).toThrow(`Cannot open the job database ${file}`);
		expect(() => new SqliteJobQueue(file)).toThrow(/not a database/);
	});

	it('refuses a database of a newer version', async () => {
		const file = tempFile();
		await new SqliteJobQueue(file).close();
		const db = new DatabaseSync(file);
		db.exec('PRAGMA user_version = 99');
		db.close();
		expect(() => new SqliteJobQueue(file)).toThrow(/newer version of log360-server \(layout 99/);
	});

	it('shows nothing before it is committed', async () => {
		const queue = new SqliteJobQueue(tempFile());
		const fresh = job();
		const accepted = queue.enqueue(fresh);
		expect(await queue.get(fresh.id)).toBeUndefined();
		await accepted;
		expect(await queue.get(fresh.id)).toBeDefined();
		await queue.close();
	});

	it('gives disk space back after results expired', async () => {
		const file = tempFile();
		const queue = new SqliteJobQueue(file);
		await queue.enqueue(job());
		const { jobs } = await queue.claim({
			instance: 'i',
			now: 1,
			leaseUntil: 9,
			slots: [{ kind: 'k', free: 1, perOwner: 1 }],
		});
		const ref = { id: jobs[0]?.id ?? '', run: 1, instance: 'i' };
		const random = Float64Array.from({ length: 200_000 }, (_, n) => (n * 7919 * 1e6) % 9e15);
		await queue.finish(ref, {
			now: 1,
			ids: [random],
			state: 'SUCCESS',
			result: null,
			expiresAt: 2,
		});
		const pages = (): number => {
			const db = new DatabaseSync(file, { readOnly: true });
			const { page_count: count } = db.prepare('PRAGMA page_count').get() as { page_count: number };
			db.close();
			return count;
		};
		const before = pages();
		await queue.sweep(3, 0, 10);
		expect(pages()).toBeLessThan(before / 2);
		await queue.close();
	});
});
