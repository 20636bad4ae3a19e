/** The predicate: where it looks and what a missing field means. */
import { type EventFields, compilePredicate, parseQuery } from '../../../../server/logs/query';

function matches(query: string, event: EventFields, time?: number): boolean {
	return compilePredicate(parseQuery(query))(event, time);
}

describe('compilePredicate', () => {
	it('takes the time beside the fields, or TIME from a stored document', () => {
		expect(matches('TIME > 5', {}, 6)).toBe(true);
		expect(matches('TIME > 5', { TIME: 6 })).toBe(true);
		expect(matches('TIME > 5', { TIME: '1970-01-01T00:00:00.006Z' })).toBe(true);
		expect(matches('TIME > 5', { TIME: 6 }, 4)).toBe(false);
	});

	it('without any time, only negations of TIME conditions hold', () => {
		for (const query of ['TIME = *', 'TIME = 5', 'TIME < 5', 'TIME IN (5)'])
			expect(matches(query, {})).toBe(false);
		expect(matches('TIME != 5', {})).toBe(true);
	});

	it('!= is NOT =, also where the field is missing', () => {
		const events: EventFields[] = [{ A: 'x' }, { A: 'y' }, { A: '' }, {}];
		for (const event of events) {
			expect(matches('A != x', event)).toBe(matches('NOT A = x', event));
			expect(matches('A != *', event)).toBe(matches('NOT A = *', event));
		}
	});

	it('lists hold plain values, patterns and blocks', () => {
		expect(matches('A IN (x, Y)', { A: 'y' })).toBe(true);
		expect(matches('A IN (1, 2)', { A: '02' })).toBe(true);
		expect(matches('A IN (x, y*)', { A: 'yes' })).toBe(true);
		expect(matches('A IN (x, 10.0.0.0/8)', { A: '10.1.1.1' })).toBe(true);
		expect(matches('MESSAGE IN (x, "b c")', { MESSAGE: 'a b c' })).toBe(true);
		expect(matches('A IN (x, y)', {})).toBe(false);
	});

	it('bare terms search every value but RAWLOG and TIME, each value for itself', () => {
		const event = {
			TIME: 42,
			RAWLOG: 'raw',
			MESSAGE: 'message text',
			USERNAME: 'user',
			EVENTID: 7,
			OK: true,
		};
		for (const term of ['message', 'user', '7', 'true', 'TEXT'])
			expect(matches(term, event)).toBe(true);
		for (const term of ['raw', '42', '"text user"', 'username'])
			expect(matches(term, event)).toBe(false);
	});

	it('values of any type can stand in a text field', () => {
		expect(matches('MESSAGE = 42', { MESSAGE: 42 })).toBe(true);
		expect(matches('MESSAGE > 41', { MESSAGE: 42 })).toBe(true);
		expect(matches('MESSAGE = *', { MESSAGE: '!' })).toBe(true);
		expect(matches('MESSAGE = *', { MESSAGE: ' ' })).toBe(false);
	});
});
