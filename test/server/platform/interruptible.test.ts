import { Interruptible } from '../../../server/platform/interruptible';

const interruptible = new Interruptible();

it('runs work to its end, again and again', () => {
	const done: number[] = [];
	for (const each of [1, 2]) expect(interruptible.run(() => done.push(each), 10_000)).toBe(true);
	expect(done).toEqual([1, 2]);
});

it('stops a match that would take years, and can be used after it', () => {
	const steps: string[] = [];
	const stopped = interruptible.run(() => {
		steps.push('before');
		/^(a+)+$/.test(`${'a'.repeat(60)}!`);
		steps.push('after');
	}, 20);
	expect(stopped).toBe(false);
	expect(steps).toEqual(['before']);
	expect(interruptible.run(() => undefined, 10_000)).toBe(true);
});

it('throws what the work throws', () => {
	const error = new TypeError('x');
	expect(() =>
		interruptible.run(() => {
			throw error;
		}, 10_000),
	).toThrow(error);
});
