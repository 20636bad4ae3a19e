/** Parsing of JSON bodies: bounds that are looked at before anything is built, and names that no body may bring. */
import {
	JsonTextError,
	MAX_JSON_VALUES,
	parseJsonText,
	TooMuchJsonError,
} from '../../../server/http/json-text';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

it.each([
	['', {}],
	['{}', {}],
	[' \r\n\t[1,"]]]]",{"a":"\\"[[{"}]', [1, ']]]]', { a: '"[[{' }]],
	['{"a":"\\\\","b":"\\u005f"}', { a: '\\', b: '_' }],
	[nested(64), JSON.parse(nested(64))],
])('%j is parsed', (text, value) => {
	expect(parseJsonText(text)).toEqual(value);
});

it.each([
	['"text"', 'only supports object and array'],
	['\u2028{}', 'only supports object and array'],
	['{"a":', 'Unexpected end'],
	['{"a":"never closed', 'Unterminated string'],
	['{"__proto__":{"a":1}}', 'forbidden prototype property'],
	['[{"a":{"\\u005f_proto_\\u005F":1}}]', 'forbidden prototype property'],
])('%j is refused', (text, reason) => {
	expect(() => parseJsonText(text)).toThrow(JsonTextError);
	expect(() => parseJsonText(text)).toThrow(reason);
});

it.each([
	['levels, closed', nested(65)],
	['levels that never end', '['.repeat(1_000_000)],
	['levels of objects', '{"a":'.repeat(100_000)],
	['levels behind a string with brackets', `{"a":"${']'.repeat(500)}","b":${nested(64)}}`],
	['values', `[${'1,'.repeat(MAX_JSON_VALUES)}1]`],
	['keys', `{${'"a":1,'.repeat(MAX_JSON_VALUES / 2 + 1)}"b":1}`],
	['empty arrays', `[${'[],'.repeat(MAX_JSON_VALUES)}0]`],
])('too many %s are refused before anything is parsed', (_, text) => {
	const parse = jest.spyOn(JSON, 'parse');
	expect(() => parseJsonText(text)).toThrow(TooMuchJsonError);
	expect(parse).not.toHaveBeenCalled();
	parse.mockRestore();
});

it('a string may hold what would be too many levels', () => {
	const text = JSON.stringify({ a: '[{'.repeat(10_000) });
	expect(parseJsonText(text)).toEqual(JSON.parse(text));
});
