/** The matcher finds exactly the events that the queries of the profiles select, however they are filed. */
import { termsOf } from '../../../server/logs/terms';
import { compilePredicate, formatQuery, parseQuery } from '../../../server/logs/query';
import fc from 'fast-check';
import { ProfileMatcher } from '../../../server/detection/matcher';
import type { AlertProfile } from '../../../server/detection/profile';
import { eventArbitrary, queryArbitrary } from '../logs/query/support/vocabulary';
import { runs } from '../../support/runs';
import type { PlainEvent } from '../../../server/logs/events';
import { plainArrival, PlainReader } from '../../../server/logs/ingest';

const profile = (id: number, query: string): AlertProfile => ({
	...{ id, name: `p${id}`, description: '', severity: 'trouble', enabled: true, tags: [] },
	...{ notifications: [], incidentRule: null, ticketNotification: true, origin: 'custom' },
	rule: { steps: [{ query, count: 1 }] },
});

test('of random profiles and events', () => {
	let matched = 0;
	fc.assert(
		fc.property(
			fc.array(queryArbitrary, { minLength: 1, maxLength: 30 }),
			fc.array(eventArbitrary, { minLength: 1, maxLength: 12 }),
			(queries, documents) => {
				const texts = queries.map(formatQuery);
				const matcher = new ProfileMatcher({
					version: 1,
					profiles: texts.map((text, index) => profile(index + 1, text)),
				});
				const events = documents.map(({ TIME, ...fields }) => ({ time: Number(TIME), fields }));
				const { events: at, profiles } = matcher.match({
					length: events.length,
					fields: (index) => (events[index] as (typeof events)[0]).fields,
					time: (index) => (events[index] as (typeof events)[0]).time,
					terms: (index) =>
						new TextEncoder().encode(termsOf((events[index] as (typeof events)[0]).fields)),
				});
				const found = [...at].map((event, index) => `${event}:${profiles[index]}`);
				const wanted = events.flatMap(({ time, fields }, event) =>
					texts.flatMap((text, index) =>
						compilePredicate(parseQuery(text))(fields, time) ? [`${event}:${index + 1}`] : [],
					),
				);
				expect(found.sort()).toEqual(wanted.sort());
				matched += found.length;
			},
		),
		{ numRuns: runs(400) },
	);
	expect(matched).toBeGreaterThan(2 * runs(400));
});

const NOW = Date.UTC(2026, 10, 20);

/** The event of a line that is a document already. */
function plainOf(fields: Readonly<Record<string, unknown>>) {
	const text = JSON.stringify({ TIME: NOW, HOSTNAME: 'h', ...fields });
	const line = Buffer.from(text);
	return new PlainReader().read(line, 0, line.length, plainArrival(NOW));
}

/** Matches of events, and of how many all fields were made. */
function matchesOf(matcher: ProfileMatcher, events: readonly PlainEvent[], asPlain: boolean) {
	const made = new Set<number>();
	const watched = events.map(
		(event, index) =>
			new Proxy(event, {
				get: (target, name) => {
					if (name === 'fields') made.add(index);
					return Reflect.get(target, name, target) as unknown;
				},
			}),
	);
	const matches = matcher.match({
		length: events.length,
		fields: (index) => watched[index]!.fields,
		time: (index) => events[index]!.time,
		terms: (index) => new TextEncoder().encode(termsOf(events[index]!.fields)),
		...(asPlain ? { plain: (index: number) => watched[index] } : {}),
	});
	return { matches, made };
}

const nameArbitrary = fc.constantFrom('HOSTNAME', 'EVENTID', 'USERNAME', 'ARRIVALTIME', 'NONE');
const groupArbitrary = fc.record({
	by: fc.uniqueArray(nameArbitrary, { maxLength: 3 }),
	measure: fc.option(
		fc.record({
			kind: fc.constantFrom('distinct' as const, 'sum' as const),
			field: nameArbitrary,
			least: fc.constant(1),
		}),
		{ nil: undefined },
	),
});

test('of events whose values are read one by one', () => {
	fc.assert(
		fc.property(
			fc.array(queryArbitrary, { minLength: 1, maxLength: 30 }),
			fc.array(eventArbitrary, { minLength: 1, maxLength: 12 }),
			fc.array(groupArbitrary, { minLength: 30, maxLength: 30 }),
			(queries, documents, groups) => {
				const profiles = queries.map((query, index) => {
					const { rule, ...rest } = profile(index + 1, formatQuery(query));
					return { ...rest, rule: { ...rule, ...groups[index] } };
				});
				const matcher = new ProfileMatcher({ version: 1, profiles });
				// Values that come again are not read again.
				const events = [...documents, ...documents].flatMap(
					({ TIME: _, ...fields }) => plainOf(fields) ?? [],
				);
				expect(matchesOf(matcher, events, true).matches).toEqual(
					matchesOf(matcher, events, false).matches,
				);
			},
		),
		{ numRuns: runs(400) },
	);
});

test('makes all fields only of events that a profile looks at as a whole', () => {
	const matcher = new ProfileMatcher({
		version: 1,
		profiles: [
			profile(1, 'EVENTID = 4625 AND RESULT = failure'),
			profile(2, 'PROCESSNAME = mimikatz.exe'),
			profile(3, 'MESSAGE = "denied"'),
			profile(4, 'EVENTID = 4688 AND suspicious'),
		],
	});
	const events = [
		{ EVENTID: 4624, PROCESSNAME: 'C:\\x.exe', MESSAGE: 'fine' },
		{ EVENTID: '4625', RESULT: 'failure' },
		{ PROCESSNAME: 'Mimikatz.exe' },
		{ MESSAGE: 'Access denied' },
		{ EVENTID: 4688, OTHER: 'suspicious' },
		{ OTHER: true },
	].map((fields) => plainOf(fields)!);
	const { matches, made } = matchesOf(matcher, events, true);
	expect([...matches.events]).toEqual([1, 2, 3, 4]);
	expect([...matches.profiles]).toEqual([1, 2, 3, 4]);
	expect([...made]).toEqual([4]);
	expect(matchesOf(matcher, events, false).matches).toEqual(matches);
});
