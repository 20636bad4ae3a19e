/** The events of one attack that has just happened, marked as made up, for trying out what alerts start. */
import type { LogEvent } from '../logs/events';
import { DEMO_ATTACKS } from './attacks';
import { type Host, makePopulation, type Population } from './population';
import { Prng } from './prng';

/** Time between two of its events, ms. */
const STEP_MS = 1_000;

/** The field of each of its events, and so of the alerts, that says which attack was made up. */
export const ATTACK_FIELD = 'DEMO_ATTACK';

/** In front of its hosts' names: a response to its alerts must not meet a real device that happens to be called web01. */
const HOST_PREFIX = 'demo-';

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
	const context = { random, people: marked(makePopulation(random)), recordNumber: 0 };
	const writers = attack.make(context);
	return writers.map((write, index) => {
		context.recordNumber = index + 1;
		const { time, fields } = write(context, now - (writers.length - 1 - index) * STEP_MS);
		return { time, fields: { ...fields, [ATTACK_FIELD]: name } };
	});
}

function marked(people: Population): Population {
	const hosts = (of: readonly Host[]) =>
		of.map((host) => ({ ...host, name: `${HOST_PREFIX}${host.name}` }));
	return {
		...people,
		windows: hosts(people.windows),
		controllers: hosts(people.controllers),
		unix: hosts(people.unix),
		web: hosts(people.web),
		firewalls: hosts(people.firewalls),
	};
}
