/** Collections of rules, filters and placeholders. */
import { readDocuments } from '../../../../server/detection/sigma/documents';
import { importSigma } from '../../../../server/detection/sigma/import';
import { readPlaceholders } from '../../../../server/detection/sigma/placeholders';
import { compilePredicate, parseQuery } from '../../../../server/logs/query';

const documentsOf = (text: string) => readDocuments(text).map(({ document }) => document);

test('action: global holds until reset, repeat lays itself over the document before', () => {
	const documents = documentsOf(`
action: global
title: all
logsource: {product: windows}
---
logsource: {service: system}
detection: {s: {EventID: 1}}
---
action: repeat
logsource: {service: security}
---
action: reset
---
title: other
`);
	expect(documents).toEqual([
		{
			title: 'all',
			logsource: { product: 'windows', service: 'system' },
			detection: { s: { EventID: 1 } },
		},
		{
			title: 'all',
			logsource: { product: 'windows', service: 'security' },
			detection: { s: { EventID: 1 } },
		},
		{ title: 'other' },
	]);
});

const RULE = `
title: rule
id: 11111111-0000-4000-8000-000000000000
logsource: {product: windows, service: security}
detection: {s: {EventID: 1}, condition: s}
---
`;
const FILTER = (source: string, rules = '[11111111-0000-4000-8000-000000000000]') => `
title: filter
logsource: ${source}
filter: {rules: ${rules}, selection: {User|startswith: adm_}, condition: not selection}
`;
const finds = (yaml: string, user: string) => {
	const [result, ...more] = importSigma(yaml);
	expect([result?.problems, more]).toEqual([[], []]);
	const event = { LOGTYPE: 'Windows', CHANNEL: 'Security', EVENTID: 1, USER: user };
	return compilePredicate(parseQuery(result!.profile!.rule.steps[0]!.query))(event);
};

test.each([
	['of its log source', FILTER('{product: windows, service: security}'), false],
	['of a wider log source', FILTER('{product: windows}'), false],
	['of any rule', FILTER('{product: windows}', 'any'), false],
	['of another log source', FILTER('{product: linux}'), true],
	['of another rule', FILTER('{product: windows}', '[other]'), true],
])('a filter %s', (_, filter, found) => {
	expect(finds(RULE + filter, 'adm_x')).toBe(found);
	expect(finds(RULE + filter, 'x')).toBe(true);
});

test('a placeholder is each of its values, wildcards included', () => {
	const yaml = RULE.replace('{EventID: 1}', '{User|expand: "x%names%-%b%"}');
	const placeholders = readPlaceholders({ '%names%': ['a', 'b*'], b: 5 });
	const [result] = importSigma(yaml, { placeholders });
	const test = compilePredicate(parseQuery(result!.profile!.rule.steps[0]!.query));
	const found = ['xa-5', 'xbcd-5', 'xc-5', 'xa-6'].map((user) =>
		test({ LOGTYPE: 'Windows', CHANNEL: 'Security', USER: user }),
	);
	expect(found).toEqual([true, true, false, false]);
	expect(() => readPlaceholders(['x'])).toThrow('expected a map');
	expect(() => readPlaceholders({ x: [] })).toThrow('x: expected a text');
});
