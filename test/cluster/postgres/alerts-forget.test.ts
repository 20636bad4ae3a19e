/** Rules that are at work go on without events that were removed. */
import { ALERT_LAYOUT, PostgresAlertStore } from '../../../server/storage/postgres';
import { describePostgres, openPostgres } from './fixture';

describePostgres('the memory of rules', () => {
	test('forgets removed events, and no other', async () => {
		const database = await openPostgres([ALERT_LAYOUT]);
		const store = await PostgresAlertStore.open({ database });
		await database.transaction((sql) =>
			sql.run(
				`INSERT INTO alert_match (profile, grp, step, time, event, weight, value)
				SELECT 1, 'g', 0, id, id, 1, '' FROM unnest($1::bigint[]) AS id`,
				[[9, 10, 15, 19, 20]],
			),
		);
		await store.forgetEvents(10, 20);
		const left = await database.read((sql) =>
			sql.all<{ event: number }>('SELECT event FROM alert_match ORDER BY event'),
		);
		expect(left.map(({ event }) => event)).toEqual([9, 20]);
	});
});
