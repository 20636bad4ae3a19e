/** The events of a single attack: complete, just now, and of other people at another time. */
import { attackEvents } from '../../../server/demo/attack-events';
import { DEMO_ATTACKS } from '../../../server/demo/attacks';

const NOW = Date.UTC(2026, 0, 31, 12);

test.each([...DEMO_ATTACKS.keys()])('%s ends now, one event a second', (name) => {
	const events = attackEvents(name, NOW);
	expect(events.length).toBeGreaterThan(10);
	expect(events.at(-1)?.time).toBe(NOW);
	expect(events[0]?.time).toBe(NOW - (events.length - 1) * 1000);
	expect(events.map(({ fields }) => fields['RECORDNUMBER'] ?? 1).every(Boolean)).toBe(true);
	expect(attackEvents(name, NOW)).toEqual(events);
	expect(attackEvents(name, NOW + 60_000)).not.toEqual(events);
});

test('an unknown attack is refused', () => {
	expect(() => attackEvents('nothing', NOW)).toThrow('There is no attack "nothing"');
});
