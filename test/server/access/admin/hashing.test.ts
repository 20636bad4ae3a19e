/** The queue of password hashes, and the thread that works it off. */
import { deriveNow, type ScryptCost } from '../../../../server/access/admin/derive';
import { HashQueue, HashThread } from '../../../../server/access/admin/hashing';

const CHEAP: ScryptCost = { cost: 16, blockSize: 8, parallelization: 1 };
const SALT = Buffer.alloc(16, 1);

/** Lets what is due happen. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A derivation that ends when it is told to; notes whose it is. */
function held() {
	const started: string[] = [];
	const ends: (() => void)[] = [];
	const queue = new HashQueue((password) => {
		started.push(password);
		return new Promise((resolve) => ends.push(() => resolve(Buffer.from(password))));
	});
	return { queue, started, end: () => ends.shift()?.() };
}

it('hashes one at a time, known browsers first', async () => {
	const { queue, started, end } = held();
	const all = [
		queue.hash('others', 'first', SALT, CHEAP),
		queue.hash('others', 'second', SALT, CHEAP),
		queue.hash('known', 'owner', SALT, CHEAP),
	];
	await turn();
	expect(started).toEqual(['first']);
	for (const done of [all[0], all[2], all[1]]) {
		end();
		await done;
		await turn();
	}
	expect(started).toEqual(['first', 'owner', 'second']);
});

it('refuses more than ten that wait, but keeps places for known browsers', async () => {
	const { queue, started, end } = held();
	const flood = Array.from({ length: 11 }, (_, n) => queue.hash('others', `${n}`, SALT, CHEAP));
	await expect(queue.hash('others', 'more', SALT, CHEAP)).rejects.toMatchObject({
		...{ status: 503, code: 'busy', headers: { 'Retry-After': '5' } },
	});
	const owner = queue.hash('known', 'owner', SALT, CHEAP);
	end();
	await flood[0];
	await turn();
	expect(started).toEqual(['0', 'owner']);
	end();
	expect(await owner).toEqual(Buffer.from('owner'));
	for (const each of flood.slice(1)) {
		await turn();
		end();
		await each;
	}
});

it('goes on after a failure', async () => {
	let fails = true;
	const queue = new HashQueue((password) => {
		if (fails) throw new Error('no memory');
		return Buffer.from(password);
	});
	await expect(queue.hash('others', 'x', SALT, CHEAP)).rejects.toThrow('no memory');
	fails = false;
	expect(await queue.hash('others', 'x', SALT, CHEAP)).toEqual(Buffer.from('x'));
});

it('hashes in a thread as it does here, and starts another one after its end', async () => {
	const thread = new HashThread();
	const expected = deriveNow('P\u00e4ssword', SALT, CHEAP);
	expect(Buffer.from(await thread.derive('Pa\u0308ssword', SALT, CHEAP))).toEqual(
		Buffer.from(expected),
	);
	await thread.close();
	expect(Buffer.from(await thread.derive('P\u00e4ssword', SALT, CHEAP))).toEqual(
		Buffer.from(expected),
	);
	await thread.close();
});
