/** What the node writes of conditions parses in the backend's query language, and means what the conditions say. */
import { canonicalValue } from '../../../../server/logs/terms';
import { compilePredicate, parseQuery } from '../../../../server/logs/query';
import fc from 'fast-check';

import { withConditions } from '../../../../nodes/Log360/parameters/conditions';
import { withLogTypes } from '../../../../nodes/Log360/dialects/v1/search';
import { runs } from '../../../support/runs';

interface Row {
	readonly field: string;
	readonly operator: string;
	readonly value: string;
}

const RUNS = { numRuns: runs(500) };
/** Keyword fields that mean nothing special to the query language. */
const field = fc.constantFrom('USERNAME', 'REMOTEIP', 'ZONE', 'TASK_X', 'HOSTNAME');
const written = fc.oneof(
	fc.string(),
	fc.string({ unit: 'grapheme' }),
	fc.integer().map(String),
	fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
	fc.constantFrom(
		'a b',
		'"',
		'\\',
		'\\"',
		'x\\',
		'C:\\Windows\\*',
		'a"b',
		'*',
		'?',
		'(',
		')',
		'AND',
		'or',
		'=',
		'!=',
		',',
		"it's",
		'-5',
		'007',
		'1e3',
		'10.0.0.0/8',
		'DOMAIN\\user',
		'IN (a, b)',
		'null',
		'{{x}}',
		'\t',
		'é',
		'漢字',
	),
);
const text = written.filter((value) => value.trim() !== '');
const matches = (query: string, fields: Record<string, string>) =>
	compilePredicate(parseQuery(query))(fields);
const one = (operator: string, name: string, value: string, query = '*') =>
	withConditions(query, { condition: [{ field: name, operator, value }] });

describe('Equals', () => {
	it('matches the value itself', () => {
		fc.assert(
			fc.property(field, text, (name, value) => {
				expect(matches(one('equals', name, value), { [name]: value })).toBe(true);
			}),
			RUNS,
		);
	});

	it('matches another value only where the server holds both for equal', () => {
		fc.assert(
			fc.property(field, text, text, (name, value, other) => {
				fc.pre(!value.includes('/'));
				const equal = canonicalValue(value) === canonicalValue(other);
				expect(matches(one('equals', name, value), { [name]: other })).toBe(equal);
			}),
			RUNS,
		);
	});

	it('takes * and ? for themselves', () => {
		for (const value of ['*', 'a*', '?', 'a?c', '\\*']) {
			expect(matches(one('equals', 'USERNAME', value), { USERNAME: value })).toBe(true);
			expect(matches(one('equals', 'USERNAME', value), { USERNAME: 'abc' })).toBe(false);
		}
	});
});

describe('Not Equals', () => {
	it('is the opposite of Equals', () => {
		fc.assert(
			fc.property(field, text, text, (name, value, other) => {
				const event = { [name]: other };
				const equals = matches(one('equals', name, value), event);
				expect(matches(one('notEquals', name, value), event)).toBe(!equals);
			}),
			RUNS,
		);
	});

	it('matches events that lack the field', () => {
		expect(matches(one('notEquals', 'USERNAME', 'x'), {})).toBe(true);
	});
});

it('Exists matches every event that has the field, and no other', () => {
	fc.assert(
		fc.property(field, text, (name, value) => {
			expect(matches(one('exists', name, ''), { [name]: value })).toBe(true);
			expect(matches(one('exists', name, ''), { OTHER: value })).toBe(false);
		}),
	);
});

describe('comparisons', () => {
	const SIGNS: Record<string, (a: number, b: number) => boolean> = {
		greater: (a, b) => a > b,
		greaterOrEqual: (a, b) => a >= b,
		less: (a, b) => a < b,
		lessOrEqual: (a, b) => a <= b,
	};

	it.each(Object.keys(SIGNS))('%s compares numbers', (operator) => {
		const number = fc.integer({ min: -1_000_000, max: 1_000_000 });
		fc.assert(
			fc.property(number, number, (bound, value) => {
				const query = one(operator, 'BYTES', String(bound));
				expect(compilePredicate(parseQuery(query))({ BYTES: value })).toBe(
					SIGNS[operator](value, bound),
				);
			}),
			RUNS,
		);
	});

	it.each([
		['4625', 'EVENTID > 4625'],
		['-5', 'EVENTID > -5'],
		['1.50', 'EVENTID > 1.50'],
		['+5', 'EVENTID > "+5"'],
		['1,000', 'EVENTID > "1,000"'],
		['0x1F', 'EVENTID > "0x1F"'],
		['5 ', 'EVENTID > 5'],
	])('write %j as %s', (value, query) => {
		expect(one('greater', 'EVENTID', value)).toBe(query);
	});
});

describe('Matches Wildcard', () => {
	const piece = fc.stringMatching(/^[A-Za-z0-9_.:@/\\-]{1,8}$/);

	it('matches every text that fits', () => {
		fc.assert(
			fc.property(field, piece, piece, fc.string(), (name, before, after, between) => {
				const value = `${before}${between.replace(/\s/g, '')}${after}`;
				fc.pre(Number.isNaN(Number(value)));
				expect(matches(one('wildcard', name, `${before}*${after}`), { [name]: value })).toBe(true);
			}),
			RUNS,
		);
	});

	it.each([
		['svc*', 'svc backup', true],
		['svc*', 'asvc', false],
		['*admin', 'DOMAIN\\admin', true],
		['a?c', 'abc', true],
		['a?c', 'abbc', false],
		['C:\\Windows\\*', 'c:\\windows\\system32', true],
		['müller*', 'Müllerin', true],
		['用户*', '用户一', true],
		['*', 'anything', true],
	])('%s and %s give %s', (pattern, value, expected) => {
		expect(matches(one('wildcard', 'USERNAME', pattern), { USERNAME: value })).toBe(expected);
	});

	it.each(['a b*', 'a"*', 'a(*', 'a)*', 'a,*', '\ta*\tb', '=a*'])('refuses %j', (pattern) => {
		expect(() => one('wildcard', 'USERNAME', pattern)).toThrow(
			'Condition 1 on USERNAME: a wildcard cannot',
		);
	});

	it.each(['AND', 'or', 'Not'])('quotes %s, which is a word of the query language', (word) => {
		const query = one('wildcard', 'USERNAME', word);
		expect(matches(query, { USERNAME: word })).toBe(true);
	});
});

describe('several conditions', () => {
	const row: fc.Arbitrary<Row> = fc.record({
		field,
		operator: fc.constantFrom('equals', 'notEquals', 'exists', 'greater', 'less'),
		value: text,
	});
	const event = fc.dictionary(field, text, { maxKeys: 4 });
	const queries = [
		'*',
		'ZONE = dmz',
		'ZONE = dmz OR USERNAME = root',
		'NOT ZONE = dmz',
		'failed logon',
	];

	it('hold all of them, beside the query', () => {
		fc.assert(
			fc.property(
				fc.array(row, { maxLength: 5 }),
				event,
				fc.constantFrom(...queries),
				(rows, fields, query) => {
					const all = withConditions(query, { condition: rows });
					const each = rows.map((entry) =>
						matches(one(entry.operator, entry.field, entry.value), fields),
					);
					expect(matches(all, fields)).toBe(matches(query, fields) && each.every(Boolean));
				},
			),
			RUNS,
		);
	});

	it('stay apart from the log types that V1 needs in the query', () => {
		fc.assert(
			fc.property(
				fc.array(row, { minLength: 1, maxLength: 3 }),
				fc.array(text, { minLength: 1, maxLength: 3 }),
				event,
				(rows, types, fields) => {
					const query = withConditions('ZONE = dmz OR USERNAME = root', { condition: rows });
					const both = withLogTypes(query, types);
					for (const LOGTYPE of [types[0], 'none of them']) {
						const inTypes = types.some((type) => canonicalValue(type) === canonicalValue(LOGTYPE));
						const expected = matches(query, { ...fields, LOGTYPE }) && inTypes;
						expect(matches(both, { ...fields, LOGTYPE })).toBe(expected);
					}
				},
			),
			RUNS,
		);
	});
});

describe('field names', () => {
	it.each(['AND', 'or', 'Not'])('refuses %s, which is a word of the query language', (name) => {
		expect(() => one('equals', name, '1')).toThrow('Condition 1 has no field');
	});

	it.each(['EVENTID', 'eventId', 'REMOTE_INTERFACE', 'A1', 'in', 'X'.repeat(64)])(
		'accepts %s',
		(name) => {
			expect(matches(one('equals', name, 'x'), { [name.toUpperCase()]: 'x' })).toBe(true);
		},
	);

	it.each(['Event ID', '', ' ', '1A', 'A-B', 'A=1 OR B', 'A"', 'Ä'])('refuses %j', (name) => {
		expect(() => one('equals', name, '1')).toThrow('Condition 1 has no field');
	});
});
