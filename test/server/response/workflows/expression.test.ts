/** Conditions: how they are read, and when they hold. */
import { evaluate } from '../../../../server/response/workflows/expression/evaluate';
import {
	parseExpression,
	variablesOf,
} from '../../../../server/response/workflows/expression/parser';
import { scopeOf } from '../../../../server/response/workflows/text/scope';

const read = scopeOf({
	incident: { severity: 'Critical', score: 7, tags: ['vpn', 'Admin'], none: null },
	arguments: { minutes: '15', flag: true, empty: '' },
});

it.each<[string, boolean]>([
	['incident.severity == "critical"', true],
	['incident.severity != "critical"', false],
	['incident.score > 6 and incident.score <= 7', true],
	['incident.score < 6.5 or not incident.missing', true],
	['not (incident.score >= 7)', false],
	['arguments.minutes == 15', true],
	['arguments.minutes < 9', false],
	['"9" < "15"', true],
	['"b" > "a"', true],
	['incident.tags contains "admin"', true],
	['incident.tags contains "adm"', false],
	['incident.severity contains "RIT"', true],
	['incident.none == null', true],
	['incident.missing.deep == null', true],
	['incident.missing < 5', false],
	['arguments.flag', true],
	['arguments.flag == true', true],
	['arguments.empty', false],
	['false or true and false', false],
	['"a\\"b" == "a\\"b"', true],
	['incident.constructor == null', true],
	['incident.tags.0 == "vpn"', true],
	['AND_x == null or TRUE', true],
])('%s', (condition, expected) => {
	expect(evaluate(parseExpression(condition), read)).toBe(expected);
});

it.each<[string, RegExp]>([
	['', /expected a variable, .* found the end at position 0/],
	['a ==', /found the end at position 4/],
	['a b', /expected and, or, or the end, found b at position 2/],
	['(a', /expected \), found the end/],
	['a = 1', /expected a value or an operator, found = at position 2/],
	['a == $', /found \$ at position 5/],
	['a == "open', /at position 5/],
	['not', /found the end/],
	['a == b == c', /found ==/],
	[`${'('.repeat(200)}a${')'.repeat(200)}`, /too deeply nested/],
	[`${'not '.repeat(200)}a`, /too deeply nested/],
])('refuses %s', (condition, expected) => {
	expect(() => parseExpression(condition)).toThrow(expected);
});

it('names its variables', () => {
	expect(variablesOf(parseExpression('not a.b == c or "x" contains d and 1'))).toEqual([
		['a', 'b'],
		['c'],
		['d'],
	]);
});
