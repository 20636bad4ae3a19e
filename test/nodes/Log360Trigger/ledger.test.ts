/** The ledger: nothing missed, nothing emitted twice, and a memory that does not grow. */
import fc from 'fast-check';

import {
	commit,
	nextWindow,
	type Ledger,
	type Sighting,
} from '../../../nodes/Log360Trigger/ledger';
import { runs } from '../../support/runs';

const MINUTE = 60_000;
const OVERLAP = 10 * MINUTE;
const START = Date.UTC(2026, 10, 1);

const sighting = (fingerprint: string, time: number): Sighting<string> => ({
	fingerprint,
	time,
	record: fingerprint,
});

/** One poll at a moment, with the records that the server shows then. */
function poll(
	ledger: Ledger | undefined,
	now: number,
	shown: Array<Sighting<string>>,
	lookBack = 0,
) {
	const window = nextWindow(ledger, now, OVERLAP, lookBack);
	const inside = shown.filter(({ time }) => time >= window.from && time <= window.to);
	const result = commit(ledger, window, inside, now, 0, OVERLAP, lookBack);
	return { ledger: result.ledger, emitted: result.emit.map(({ record }) => record) };
}

describe('the first poll', () => {
	it('remembers what is there and emits nothing', () => {
		const first = poll(undefined, START, [sighting('old', START - MINUTE)]);
		expect(first.emitted).toEqual([]);
		expect(Object.keys(first.ledger.seen)).toEqual(['old']);
		expect(poll(first.ledger, START + MINUTE, [sighting('old', START - MINUTE)]).emitted).toEqual(
			[],
		);
	});

	it('emits nothing that is stamped ahead of time either', () => {
		const first = poll(undefined, START, [sighting('ahead', START + 60 * MINUTE)]);
		expect(first.emitted).toEqual([]);
		const later = poll(first.ledger, START + 61 * MINUTE, [sighting('ahead', START + 60 * MINUTE)]);
		expect(later.emitted).toEqual([]);
	});

	it('emits as far back as it was told to', () => {
		const shown = [sighting('a', START - 90 * MINUTE), sighting('b', START - 30 * MINUTE)];
		expect(poll(undefined, START, shown, 60 * MINUTE).emitted).toEqual(['b']);
	});
});

describe('later polls', () => {
	const { ledger } = poll(undefined, START, []);

	it('emit what is new, oldest first', () => {
		const shown = [sighting('b', START + 2 * MINUTE), sighting('a', START + MINUTE)];
		expect(poll(ledger, START + 3 * MINUTE, shown).emitted).toEqual(['a', 'b']);
	});

	it('emit a late arrival that is stamped before the poll before', () => {
		const late = sighting('late', START - 9 * MINUTE);
		expect(poll(ledger, START + MINUTE, [late]).emitted).toEqual(['late']);
	});

	it('do not look further back than the overlap', () => {
		expect(nextWindow(ledger, START + MINUTE, OVERLAP).from).toBe(START - OVERLAP);
	});

	it('emit equal records as often as they occur', () => {
		const twin = sighting('twin', START + MINUTE);
		const second = poll(ledger, START + 2 * MINUTE, [twin]);
		expect(second.emitted).toEqual(['twin']);
		expect(poll(second.ledger, START + 3 * MINUTE, [twin, twin, twin]).emitted).toEqual([
			'twin',
			'twin',
		]);
	});

	it('take the next window where the last one ended after a long stop, in pieces', () => {
		const day = 24 * 60 * MINUTE;
		const window = nextWindow(ledger, START + 30 * day, OVERLAP);
		expect(window.from).toBe(START - OVERLAP);
		expect(window.to).toBe(START - OVERLAP + 7 * day);
		const next = commit(ledger, window, [], START + 30 * day, 0, OVERLAP).ledger;
		expect(next.upTo).toBe(window.to);
	});

	it('do not go behind what was forgotten when the clock of the server is set back', () => {
		const ahead = poll(ledger, START + 60 * MINUTE, []).ledger;
		const window = nextWindow(ahead, START, OVERLAP);
		expect(window.from).toBe(ahead.forgottenBefore);
	});
});

describe('the memory', () => {
	it('forgets what is older than twice the overlap', () => {
		let state = poll(undefined, START, []).ledger;
		for (let minute = 1; minute <= 600; minute += 1) {
			const now = START + minute * MINUTE;
			state = poll(state, now, [sighting(`m${minute}`, now - 1)]).ledger;
		}
		expect(Object.keys(state.seen).length).toBeLessThanOrEqual(21);
	});

	it('survives being stored as JSON', () => {
		const { ledger } = poll(undefined, START, [sighting('a', START - 1)]);
		expect(JSON.parse(JSON.stringify(ledger))).toEqual(ledger);
	});
});

/** What happens next: time passes, something occurs (shown late or at once), or the trigger looks. */
const step = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('pass' as const),
			ms: fc.integer({ min: 0, max: 30 * MINUTE }),
		}),
	},
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant('occur' as const),
			/** Time between the event and its being shown. */
			late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: OVERLAP })),
			/** Few names, so that equal records are common. */
			name: fc.integer({ min: 0, max: 3 }),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('poll' as const),
			again: fc.integer({ min: 0, max: 2 }),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('overlapping' as const),
			/** Whether the poll that began first also ends first. */
			inOrder: fc.boolean(),
			apart: fc.integer({ min: 0, max: 5 * MINUTE }),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('skew' as const),
			ms: fc.integer({ min: -OVERLAP, max: OVERLAP }),
		}),
	},
);

interface Occurred extends Sighting<number> {
	readonly shownAt: number;
}

/** A server with its own clock, and a trigger on another machine that learns the server's time with each answer. */
class World {
	private real = START;

	/** Clock of n8n minus clock of the server; n8n's is the one that jumps. */
	private skew = 0;

	private events: Occurred[] = [];

	private ledger: Ledger | undefined;

	readonly emitted: number[] = [];

	private baseline = new Set<number>();

	pass(ms: number) {
		this.real += ms;
	}

	setSkew(ms: number) {
		this.skew = ms;
	}

	occur(late: number, name: number) {
		const time = this.real;
		this.events.push({
			fingerprint: `n${name}@${time}`,
			time,
			record: this.events.length,
			shownAt: time + late,
		});
	}

	/** Asks the server, as the poll does: first with the remembered skew, again when that was far off. */
	private look() {
		const begun = this.real;
		const local = begun + this.skew;
		const guess = local + (this.ledger?.skew ?? 0);
		const far = Math.abs(begun - guess) > OVERLAP / 2;
		const window = nextWindow(this.ledger, far ? begun : guess, OVERLAP);
		const found = this.events.filter(
			({ time, shownAt }) => shownAt <= this.real && time >= window.from && time <= window.to,
		);
		return { window, found, begun, skew: begun - local };
	}

	private keep({ window, found, begun, skew }: ReturnType<World['look']>) {
		if (this.ledger === undefined) this.baseline = new Set(found.map(({ record }) => record));
		const result = commit(this.ledger, window, found, begun, skew, OVERLAP);
		this.ledger = result.ledger;
		this.emitted.push(...result.emit.map(({ record }) => record));
	}

	poll() {
		this.keep(this.look());
	}

	overlapping(apart: number, inOrder: boolean) {
		if (this.ledger === undefined) this.poll();
		const first = this.look();
		this.pass(apart);
		const second = this.look();
		for (const one of inOrder ? [first, second] : [second, first]) this.keep(one);
	}

	restart() {
		this.ledger = this.ledger && (JSON.parse(JSON.stringify(this.ledger)) as Ledger);
	}

	/** What must have been emitted once everything is shown and polled. Equal records are interchangeable. */
	expected(): string[] {
		return this.events
			.filter(({ record }) => !this.baseline.has(record))
			.map(({ fingerprint }) => fingerprint);
	}

	names(): string[] {
		return this.emitted.map((record) => this.events[record].fingerprint);
	}
}

it('misses nothing and emits nothing twice over 10,000 random schedules', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
			const world = new World();
			world.poll();
			for (const one of steps) {
				switch (one.kind) {
					case 'pass':
						world.pass(one.ms);
						break;
					case 'occur':
						world.occur(one.late, one.name);
						break;
					case 'poll':
						for (let time = 0; time <= one.again; time += 1) world.poll();
						break;
					case 'overlapping':
						world.overlapping(one.apart, one.inOrder);
						break;
					case 'restart':
						world.restart();
						break;
					case 'skew':
						world.setSkew(one.ms);
						break;
				}
			}
			world.poll();
			world.pass(OVERLAP);
			world.poll();
			expect(world.names().sort()).toEqual(world.expected().sort());
		}),
		{ numRuns: runs(10_000, 400), seed: 360 },
	);
});
