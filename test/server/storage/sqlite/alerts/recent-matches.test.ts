import fc from 'fast-check';
import type { StepMatch } from '../../../../../server/detection';
import { RecentMatches } from '../../../../../server/storage/sqlite/alerts/recent-matches';
import { runs } from '../../../../support/runs';

const match = (time: number, event: number): StepMatch => ({ time, event, step: 0, value: '' });

/** Stored matches of one group, as the database has them, and how often they were read. */
class Stored {
	readonly all: StepMatch[] = [];
	reads = 0;

	readonly read = (from: number, to: number, limit: number): StepMatch[] => {
		this.reads++;
		return this.between(from, to).slice(0, limit);
	};

	between(from: number, to: number): StepMatch[] {
		return this.all
			.filter(({ time }) => time >= from && time <= to)
			.sort((one, other) => one.time - other.time || one.event - other.event);
	}
}

it('says what the database says, whatever comes late, is undone or forgotten', () => {
	const step = fc.oneof(
		{ weight: 6, arbitrary: fc.record({ add: fc.nat(300), group: fc.nat(2) }) },
		{ weight: 6, arbitrary: fc.record({ from: fc.nat(300), span: fc.nat(80), group: fc.nat(2) }) },
		{ weight: 1, arbitrary: fc.constant('clear' as const) },
	);
	fc.assert(
		fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
			const recent = new RecentMatches();
			const groups = [new Stored(), new Stored(), new Stored()];
			for (const [event, each] of steps.entries()) {
				if (each === 'clear') {
					recent.clear();
					continue;
				}
				const stored = groups[each.group] as Stored;
				const key = `g${each.group}`;
				if ('add' in each) {
					stored.all.push(match(each.add, event));
					recent.add(key, match(each.add, event));
				} else {
					const [from, to] = [each.from, each.from + each.span];
					expect(recent.between(key, from, to, stored.read)).toEqual(stored.between(from, to));
				}
			}
		}),
		{ numRuns: runs(500, 100) },
	);
});

it('reads nothing while time goes on, and gives old matches up', () => {
	const recent = new RecentMatches();
	const stored = new Stored();
	for (let time = 0; time < 5_000; time++) {
		stored.all.push(match(time, time));
		recent.add('g', match(time, time));
		expect(recent.between('g', time - 100, Infinity, stored.read)).toHaveLength(
			Math.min(time + 1, 101),
		);
	}
	expect(stored.reads).toBe(1);
});

it('leaves a group with very many matches to the database', () => {
	const recent = new RecentMatches();
	const stored = new Stored();
	for (let event = 0; event < 3_000; event++) stored.all.push(match(7, event));
	expect(recent.between('g', 0, 10, stored.read)).toBeUndefined();
	expect(recent.between('g', 8, 10, stored.read)).toEqual([]);
	for (let event = 0; event < 3_000; event++) recent.add('g', match(8, event));
	expect(recent.between('g', 8, 10, stored.read)).toBeUndefined();
});

it('forgets when groups are many, and still says what is stored', () => {
	const recent = new RecentMatches();
	const stored = new Stored();
	stored.all.push(match(1, 1));
	for (let group = 0; group < 45_000; group++)
		expect(recent.between(`g${group}`, 0, 2, stored.read)).toHaveLength(1);
	expect(recent.between('g0', 0, 2, stored.read)).toHaveLength(1);
	expect(stored.reads).toBe(45_001);
});
