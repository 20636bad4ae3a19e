/** Locks by key among servers: one at a time for each key, and none outlives its server. */
import { PostgresKeyLock } from '../../../server/storage/postgres';
import { cutConnections, describePostgres, newSchema, openPostgres } from './fixture';

describePostgres('locks by key', () => {
	async function servers(count: number): Promise<PostgresKeyLock[]> {
		const schema = newSchema();
		return Promise.all(
			Array.from(
				{ length: count },
				async () => new PostgresKeyLock(await openPostgres([], schema), 'deliveries'),
			),
		);
	}

	it('let one work at a time, at whichever server, and others beside it', async () => {
		const locks = await servers(2);
		let inside = 0;
		let most = 0;
		const order: number[] = [];
		const work = (n: number) => async () => {
			most = Math.max(most, ++inside);
			await new Promise((resolve) => setImmediate(resolve));
			order.push(n);
			inside--;
		};
		await Promise.all(Array.from({ length: 12 }, (_, n) => locks[n % 2]!.run('a', work(n))));
		expect(most).toBe(1);
		// Those of one server go in their order.
		expect(order.filter((n) => n % 2 === 0)).toEqual([0, 2, 4, 6, 8, 10]);
		const held = Promise.withResolvers<void>();
		const first = locks[0]!.run('a', () => held.promise);
		expect(await locks[1]!.run('b', async () => 'done')).toBe('done');
		held.resolve();
		await first;
		await Promise.all(locks.map((lock) => lock.close()));
	});

	it('are given back when the work fails, and when the server dies', async () => {
		const [one, other] = (await servers(2)) as [PostgresKeyLock, PostgresKeyLock];
		await expect(one.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
		expect(await other.run('a', async () => 'free')).toBe('free');
		const dead = one.run('a', () => new Promise(() => undefined));
		dead.catch(() => undefined);
		const waiting = other.run('a', async () => 'after');
		await one.close();
		expect(await waiting).toBe('after');
		await other.close();
	});

	it('are asked for on another connection when theirs broke', async () => {
		const [one] = (await servers(1)) as [PostgresKeyLock];
		await one.run('a', async () => undefined);
		await cutConnections();
		const tries = async (): Promise<string> => {
			try {
				return await one.run('a', async () => 'again');
			} catch {
				return tries();
			}
		};
		expect(await tries()).toBe('again');
		await one.close();
	});
});
