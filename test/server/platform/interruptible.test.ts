import { Interruptible } from '../../../server/platform/interruptible';

const interruptible = new Interruptible();
/** More than any machine takes for next to nothing, ms. */
const PLENTY_MS = 600_000;

it('runs work to its end, again and again', () => {
	const done: number[] = [];
	for (const each of [1, 2]) expect(interruptible.run(() => done.push(each), PLENTY_MS)).toBe(true);
	expect(done).toEqual([1, 2]);
});

it('stops a match that would take years, and can be used after it', () => {
	const steps: string[] = [];
	// A busy machine may stop the work before it begins: then it gets twice the time.
	for (let budget = 20; steps.length === 0; budget *= 2) {
		const ended = interruptible.run(() => {
			steps.push('before');
			/^(a+)+$/.test(`${'a'.repeat(60)}!`);
			steps.push('after');
		}, budget);
		expect(ended).toBe(false);
	}
	expect(steps).toEqual(['before']);
	expect(interruptible.run(() => undefined, PLENTY_MS)).toBe(true);
});

it('throws what the work throws', () => {
	const error = new TypeError('x');
	expect(() =>
		interruptible.run(() => {
			throw error;
		}, PLENTY_MS),
	).toThrow(error);
});
