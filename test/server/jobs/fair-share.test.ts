/** Whose turn it is: by priority, then fewest running, then longest unserved, then oldest. */
import { pickFair, Turns } from '../../../server/jobs/fair-share';

const head = (owner: string, seq: number, priority = 0) => ({ owner, seq, priority });
const none = (): number => 0;

test('nobody waits: nobody is picked', () => {
	expect(pickFair([], none, 9, new Turns())).toBeUndefined();
});

test('priority goes first, whatever else', () => {
	const turns = new Turns();
	turns.take('b');
	expect(
		pickFair([head('a', 1), head('b', 2, 1)], (owner) => (owner === 'b' ? 5 : 0), 9, turns),
	).toEqual(head('b', 2, 1));
});

test('then the owner with the fewest running', () => {
	const running = (owner: string): number => (owner === 'a' ? 2 : 1);
	expect(pickFair([head('a', 1), head('b', 2)], running, 9, new Turns())?.owner).toBe('b');
});

test('then the owner not served for longest', () => {
	const turns = new Turns();
	turns.take('a');
	turns.take('b');
	turns.take('a');
	expect(pickFair([head('a', 1), head('b', 2)], none, 9, turns)?.owner).toBe('b');
	expect(pickFair([head('a', 1), head('b', 2), head('new', 3)], none, 9, turns)?.owner).toBe('new');
});

test('then the oldest job', () => {
	expect(pickFair([head('b', 2), head('a', 1)], none, 9, new Turns())?.owner).toBe('a');
});

test('owners at their limit are passed over, even with priority', () => {
	const running = (owner: string): number => (owner === 'a' ? 2 : 0);
	expect(pickFair([head('a', 1, 9), head('b', 2)], running, 2, new Turns())?.owner).toBe('b');
	expect(pickFair([head('a', 1)], running, 2, new Turns())).toBeUndefined();
});

test('the memory of turns is bounded', () => {
	const turns = new Turns();
	for (let n = 0; n < 10_001; n++) turns.take(`owner ${n}`);
	expect(turns.of('owner 0')).toBe(0);
	expect(turns.of('owner 10000')).toBe(10_001);
});
