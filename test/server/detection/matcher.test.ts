/** The matcher finds exactly the events that the queries of the profiles select, however they are filed. */
import { termsOf } from '../../../server/logs/terms';
import { compilePredicate, formatQuery, parseQuery } from '../../../server/logs/query';
import fc from 'fast-check';
import { ProfileMatcher } from '../../../server/detection/matcher';
import type { AlertProfile } from '../../../server/detection/profile';
import { eventArbitrary, queryArbitrary } from '../logs/query/support/vocabulary';
import { runs } from '../../support/runs';

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
