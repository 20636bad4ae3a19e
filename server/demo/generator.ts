/** Generates realistic log events from a seed: the demo data and the corpus of tests and benchmarks. */

import type { LogEvent } from '../logs/events';
import { attackNumber, type Attack } from './attacks';
import { backgroundEvent } from './background';
import type { DemoContext } from './context';
import { makePopulation } from './population';
import { Prng } from './prng';

/** What to generate. */
export interface GenerateOptions {
	/** Same seed, count and range: same events. */
	readonly seed: number;
	/** Number of events. */
	readonly count: number;
	/** First possible time, epoch ms. */
	readonly from: number;
	/** End of the range (exclusive), epoch ms. */
	readonly to: number;
}

/** Events between the starts of two attacks. */
const ATTACK_EVERY = 2000;
/** The first attack comes early, so that small runs have one of each kind. */
const FIRST_ATTACK = 100;
const EARLY_ATTACK_EVERY = 200;
const EARLY_ATTACKS = 3;
/** While an attack runs, this share of the events is its own. */
const ATTACK_SHARE = 0.5;

/**
 * Generates `count` events in time order, spread evenly with jitter over the range. Every event has a
 * RECORDNUMBER of its own (1 to `count`).
 *
 * @throws {RangeError} when `to` is before `from` or `count` is no whole number
 */
export function* generateEvents(options: GenerateOptions): Generator<LogEvent, void, void> {
	const { seed, count, from, to } = options;
	if (!(to >= from)) throw new RangeError(`to (${to}) must not be before from (${from})`);
	if (!Number.isInteger(count) || count < 0) {
		throw new RangeError(`count must be a whole number of events, not ${count}`);
	}
	const random = new Prng(seed);
	const context: DemoContext = { random, people: makePopulation(random), recordNumber: 0 };
	const step = (to - from) / count;
	let attack: Attack = [];
	let next = 0;
	let attacks = 0;
	let attackAt = FIRST_ATTACK;
	for (let i = 0; i < count; i++) {
		if (i >= attackAt && next >= attack.length) {
			attack = attackNumber(attacks++, context);
			next = 0;
			attackAt = i + (attacks < EARLY_ATTACKS ? EARLY_ATTACK_EVERY : ATTACK_EVERY);
		}
		context.recordNumber = i + 1;
		const time = Math.floor(from + (i + random.next()) * step);
		yield next < attack.length && random.chance(ATTACK_SHARE)
			? attack[next++]!(context, time)
			: backgroundEvent(context, time);
	}
}
