/** The matcher finds exactly the events that the queries of the profiles select, however they are filed. */
import { termsOf } from '../../../server/logs/terms';
import {
	and,
	compilePredicate,
	formatQuery,
	or,
	parseQuery,
	type Query,
	valueOf,
} from '../../../server/logs/query';
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
/** No digits of it in a row are those of the time. */
const ARRIVED = 2_468_024_680_246;

/** The event of a line that is a document already. */
function plainOf(fields: Readonly<Record<string, unknown>>) {
	const text = JSON.stringify({ TIME: NOW, HOSTNAME: 'h', ...fields });
	const line = Buffer.from(text);
	return new PlainReader().read(line, 0, line.length, plainArrival(ARRIVED));
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

/** Texts that values have pieces of, and values: escapes, characters that only folding makes equal, numbers. */
const TEXTS = [
	...[
		'C:\\Windows\\cmd.exe',
		'say "hello"',
		'tab\tand\nline',
		'ÄRGER',
		'İstanbul',
		'\u212Aelvin',
		'σας ΣΑΣ',
	],
	...[
		'mimikatz',
		'MimiKatz.exe /x',
		'aaaaaab',
		'abcabcabd',
		'4624',
		'😀 smile',
		'x\u007fyz',
		String(ARRIVED),
	],
];
const textArbitrary = fc.constantFrom(...TEXTS);
const valueArbitrary = fc.oneof(
	fc.array(textArbitrary, { maxLength: 3 }).map((texts) => texts.join('')),
	fc.constantFrom(4624, 46241.5, -0.25, true, false),
);
const lookedForArbitrary = fc
	.tuple(textArbitrary, textArbitrary, fc.nat(12), fc.integer({ min: 1, max: 14 }), fc.boolean())
	.map(([one, other, from, length, isUpper]) => {
		const text = (one + other).slice(from, from + length).replace(/\p{Cs}/gu, '');
		return isUpper ? text.toUpperCase() : text;
	});
const anyLikeArbitrary = fc
	.record({ field: fc.constantFrom('ANY_VALUE', 'ANY_VALUE', 'NOTE'), text: lookedForArbitrary })
	.map(({ field, text }): Query => {
		const value = valueOf([{ wild: '*' }, text, { wild: '*' }]);
		return { kind: 'like', field, value, cased: false };
	});
/** Values that rules ask for beside the text: they decide whether it is looked for. */
const sourceArbitrary = fc.constantFrom(
	...[
		'EVENTID = 1',
		'EVENTID IN (1, 2)',
		'EVENTID = 1 OR CHANNEL = Security',
		'CHANNEL LIKE security',
	],
	...['EVENTID = 2 AND CHANNEL = Security', '(EVENTID = 1 OR NOTE = 4624) AND CHANNEL = *', '*'],
);

test('of texts anywhere in an event, which only some of its values make worth looking for', () => {
	let [hits, read] = [0, 0];
	fc.assert(
		fc.property(
			fc.array(
				fc.tuple(sourceArbitrary, fc.array(anyLikeArbitrary, { minLength: 1, maxLength: 6 })),
				{
					minLength: 1,
					maxLength: 12,
				},
			),
			fc.array(
				fc.record(
					{
						EVENTID: fc.constantFrom(1, '2', 3),
						CHANNEL: fc.constantFrom('Security', 'SECURITY', 'other'),
						NOTE: valueArbitrary,
						MESSAGE: valueArbitrary,
						OTHER: valueArbitrary,
					},
					{ requiredKeys: ['EVENTID'] },
				),
				{ minLength: 1, maxLength: 10 },
			),
			(rules, documents) => {
				const queries = rules.map(([source, texts]) => and([parseQuery(source), or(texts)]));
				const profiles = queries.map((query, index) => profile(index + 1, formatQuery(query)));
				const matcher = new ProfileMatcher({ version: 1, profiles });
				const events = [...documents, ...documents].flatMap((fields) => plainOf(fields) ?? []);
				const { matches, made } = matchesOf(matcher, events, true);
				expect(matchesOf(matcher, events, false).matches).toEqual(matches);
				const wanted = events.flatMap(({ time, fields }, event) =>
					queries.flatMap((query, index) =>
						compilePredicate(query)(fields, time) ? [`${event}:${index + 1}`] : [],
					),
				);
				const found = [...matches.events].map((event, at) => `${event}:${matches.profiles[at]}`);
				expect(found).toEqual(wanted);
				hits += found.length;
				read += events.length - made.size;
			},
		),
		{ numRuns: runs(1_500) },
	);
	// Neither does every event match, nor is every event made whole.
	expect(hits).toBeGreaterThan(runs(1_500));
	expect(read).toBeGreaterThan(runs(1_500));
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
