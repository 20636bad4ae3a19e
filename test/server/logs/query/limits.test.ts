/** The largest queries the limits allow run in SQLite and stay right. */
import { matchExpressionOf } from '../../../../server/storage/sqlite';
import {
	type EventFields,
	type Query,
	compilePredicate,
	parseQuery,
	planQuery,
} from '../../../../server/logs/query';
import {
	MAX_DEPTH,
	MAX_PLAN_TERMS,
	MAX_QUERY_LENGTH,
	MAX_TERMS,
} from '../../../../server/logs/query/limits';
import { FtsIndex } from './support/fts-index';

const EVENTS: EventFields[] = Array.from({ length: 40 }, (_, id) => ({
	TIME: id,
	N: id,
	REMOTEIP: `10.${id}.0.1`,
	MESSAGE: `number ${id}`,
}));

function agree(query: Query): number {
	const index = new FtsIndex(EVENTS);
	const test = compilePredicate(query);
	const wanted = EVENTS.flatMap((event, id) => (test(event) ? [id] : []));
	expect(index.run(query).hits).toEqual(wanted);
	expect(index.run(query, index.dictionary(['N', 'REMOTEIP'])).hits).toEqual(wanted);
	index.close();
	return wanted.length;
}

function nested(open: (level: number) => string, close = ')'): string {
	const levels = Array.from({ length: MAX_DEPTH }, (_, level) => open(level));
	return levels.join('') + 'N = 7' + close.repeat(MAX_DEPTH);
}

describe('nesting as deep as allowed', () => {
	it.each([
		['on the right', nested((level) => (level % 2 ? `N = ${level} OR (` : `N < 50 AND (`))],
		['negated', nested(() => 'NOT ', '')],
		[
			'with an inexact part',
			nested((level) => (level % 2 ? `N = ${level} OR (` : `NOT MESSAGE = "number 9" AND (`)),
		],
		[
			'alternating with NOT',
			nested(
				(level) => `N = ${level} ${level % 4 < 2 ? 'OR' : 'AND'} ${level % 2 ? '(' : 'NOT '}`,
				'',
			).concat(')'.repeat(MAX_DEPTH / 2)),
		],
	])('%s', (_name, text) => {
		expect(agree(parseQuery(text))).toBeGreaterThan(0);
	});

	it('one level more is refused', () => {
		expect(() => parseQuery(`(${nested(() => '(')})`)).toThrow(
			'Query error at position 64: found "(" but expected at most 64 levels of parentheses and NOT',
		);
		expect(() => parseQuery('NOT '.repeat(MAX_DEPTH + 1) + 'x')).toThrow(
			'Query error at position 256: found "NOT" but expected at most 64 levels',
		);
	});
});

describe('as many terms as allowed', () => {
	const many = (term: (n: number) => string, glue: string): string =>
		Array.from({ length: MAX_TERMS }, (_, n) => term(n)).join(glue);

	it.each([
		['OR', many((n) => `N=${n}`, ' OR '), 40],
		['AND', many((n) => `N!=${n + 10}`, ' '), 10],
		['IN', `N IN (${many((n) => String(n + 5), ',')})`, 35],
		['word searches', many((n) => `a-${n}-b`, ' OR '), 0],
		['ranges', many((n) => `N<${n % 30}`, ' OR '), 29],
		['address blocks', `REMOTEIP IN (${many((n) => `10.${n % 256}.0.0/27`, ',')})`, 40],
	])('%s', (_name, text, hits) => {
		expect(agree(parseQuery(text))).toBe(hits);
	});

	it('a plan stays within its budget of terms', () => {
		const text = `REMOTEIP IN (${many((n) => `10.${n % 256}.0.0/27`, ',')})`;
		const match = matchExpressionOf(planQuery(parseQuery(text)).candidates);
		expect(match === null || match.split('"').length / 2 <= MAX_PLAN_TERMS + 1).toBe(true);
	});

	it('one term more is refused', () => {
		expect(() => parseQuery(many(() => 'x', ' ') + ' y')).toThrow(
			'Query error at position 2000: found "y" but expected at most 1000 terms and values',
		);
	});
});

describe('length', () => {
	it('a query of the greatest length is accepted', () => {
		expect(agree(parseQuery(`"${'word '.repeat(3_276)}"`.padEnd(MAX_QUERY_LENGTH)))).toBe(0);
	});

	it('a longer one is refused', () => {
		expect(() => parseQuery(' '.repeat(MAX_QUERY_LENGTH + 1))).toThrow(
			'Query error at position 16384: found a query of 16385 characters but expected at most 16384 characters',
		);
	});

	it('hostile wildcards on a long value end', () => {
		const test = compilePredicate(parseQuery(`A = ${'a*'.repeat(60)}b`));
		expect(test({ A: 'a'.repeat(200_000) })).toBe(false);
		const words = compilePredicate(parseQuery(`${'a-'.repeat(60)}*x*`));
		expect(words({ A: 'a '.repeat(50_000) })).toBe(false);
	});
});

describe('wildcards', () => {
	const refusing = /at most 64 wildcards in one value/;

	it.each(['', 'A = ', 'MESSAGE = ', 'A LIKE ', 'A IN (x, '])(
		'are limited in "%s..."',
		(before) => {
			const after = before.endsWith('(x, ') ? ')' : '';
			expect(() => parseQuery(`${before}${'a?'.repeat(64)}${after}`)).not.toThrow();
			expect(() => parseQuery(`${before}${'a?'.repeat(65)}${after}`)).toThrow(refusing);
		},
	);

	// Seconds before, on the thread that answers HTTP.
	it('are counted in linear time', () => {
		for (const query of ['?'.repeat(16_384), `A=${'?'.repeat(16_000)}`, 'a?'.repeat(8_000)])
			expect(() => parseQuery(query)).toThrow(refusing);
		expect(() => parseQuery('*'.repeat(16_384))).not.toThrow();
	});
});
