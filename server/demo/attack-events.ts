/** The events of one attack that has just happened, for trying out what alerts start. */
import type { LogEvent } from '../logs/events';
import { DEMO_ATTACKS } from './attacks';
import { makePopulation } from './population';
import { Prng } from './prng';

/** Time between two of its events, ms. */
const STEP_MS = 1_000;

/**
 * Makes them, the last one of `now`; attacks of other times have other people and hosts.
 *
 * @param name a key of {@link DEMO_ATTACKS}
 * @param now epoch ms
 * @throws RangeError for an unknown name
 */
export function attackEvents(name: string, now: number): LogEvent[] {
	const attack = DEMO_ATTACKS.get(name);
	if (attack === undefined) throw new RangeError(`There is no attack ${JSON.stringify(name)}`);
	const random = new Prng(Math.floor(now / 1000) % 2 ** 31);
	const context = { random, people: makePopulation(random), recordNumber: 0 };
	const writers = attack.make(context);
	return writers.map((write, index) => {
		context.recordNumber = index + 1;
		return write(context, now - (writers.length - 1 - index) * STEP_MS);
	});
}
