/** A full disk: what was acknowledged is kept, what was not is refused as a whole, and it goes on once there is room. */
import { BatchPreparer } from '../../../../../server/logs/store';
import { EventWriter } from '../../../../../server/storage/sqlite/events/writer';
import { tempFolder } from '../../../../support/temp';
import type { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';

it('loses nothing that was acknowledged, stores no half batch, and goes on', () => {
	const writer = new EventWriter(join(tempFolder(), 'events.db'));
	const { database } = writer as unknown as { database: DatabaseSync };
	const number = (sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
	const limit = (pages: number) => database.exec(`PRAGMA max_page_count = ${pages}`);
	const preparer = new BatchPreparer();
	const batch = (n: number) => ({
		...preparer.prepare(
			Array.from({ length: 50 }, (_, at) => ({
				time: 1e12 + n,
				fields: { HOSTNAME: 'h', MESSAGE: `${n} ${at} ${'x'.repeat(500)}` },
			})),
		),
		arrivedAt: 1e12,
	});
	limit(number('PRAGMA page_count') + 60);
	let acknowledged = 0;
	let failure: unknown;
	while (failure === undefined) {
		try {
			acknowledged += writer.append(batch(acknowledged)).stored;
		} catch (error) {
			failure = error;
		}
	}
	expect(acknowledged).toBeGreaterThan(0);
	expect(String(failure)).toContain('database or disk is full');
	expect(number('SELECT count(*) FROM event')).toBe(acknowledged);
	expect(number('SELECT sum(events) FROM source')).toBe(acknowledged);
	limit(1_000_000);
	preparer.reset();
	expect(writer.append(batch(acknowledged)).stored).toBe(50);
	expect(number('SELECT count(*) FROM event')).toBe(acknowledged + 50);
	writer.close();
});
