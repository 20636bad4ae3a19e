/** Turns of owners at a few places. */
import { FairQueue } from '../../../server/platform';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A queue whose work ends when it is told to; `began` lists what has begun, in its order. */
function held(places: number, perOwner: number) {
	const queue = new FairQueue(places, perOwner);
	const began: string[] = [];
	const ends = new Map<string, () => void>();
	const run = (owner: string, name: string, signal?: AbortSignal) =>
		queue.run(
			owner,
			() => {
				began.push(name);
				return new Promise<void>((resolve) => ends.set(name, resolve));
			},
			signal,
		);
	const end = async (name: string) => {
		ends.get(name)?.();
		await turn();
	};
	return { queue, began, run, end };
}

it('leaves a place to others, however much one owner asks for', async () => {
	const { began, run, end } = held(2, 1);
	const all = [run('greedy', 'g1'), run('greedy', 'g2'), run('greedy', 'g3')];
	await turn();
	expect(began).toEqual(['g1']);
	all.push(run('modest', 'm1'));
	await turn();
	expect(began).toEqual(['g1', 'm1']);
	for (const name of ['g1', 'm1', 'g2', 'g3']) await end(name);
	await Promise.all(all);
	expect(began).toEqual(['g1', 'm1', 'g2', 'g3']);
});

it('serves owners in turn', async () => {
	const { began, run, end } = held(1, 1);
	const all = ['a', 'a', 'a', 'b', 'c', 'c'].map((owner, n) => run(owner, `${owner}${n}`));
	await turn();
	for (let n = 0; n < all.length; n++) await end(began.at(-1) as string);
	await Promise.all(all);
	expect(began.map((name) => name[0])).toEqual(['a', 'b', 'c', 'a', 'c', 'a']);
});

it('takes out of the queue who does not wait any more, and goes on after failures', async () => {
	const { queue, began, run, end } = held(1, 1);
	const first = run('a', 'first');
	const gone = new AbortController();
	const waiting = run('a', 'gone', gone.signal);
	gone.abort(new Error('hung up'));
	await expect(waiting).rejects.toThrow('hung up');
	await expect(run('a', 'never', gone.signal)).rejects.toThrow('hung up');
	expect(queue.size).toBe(0);
	await end('first');
	await first;
	await expect(queue.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
	expect(await queue.run('a', async () => 'fine')).toBe('fine');
	expect(began).toEqual(['first']);
});
