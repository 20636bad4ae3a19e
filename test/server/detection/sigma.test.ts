/** Import of Sigma rules: what maps finds the right events, what does not is listed and refused. */
import { compilePredicate, parseQuery } from '../../../server/logs/query';
import { importSigma } from '../../../server/detection/sigma/import';
import { SigmaError } from '../../../server/detection/sigma/problems';

/** A rule around a detection, as YAML. */
function rule(detection: string, more = ''): string {
	return `title: a rule\nlogsource: {product: windows, service: security}\n${more}detection:\n${detection
		.split('\n')
		.map((line) => `  ${line}`)
		.join('\n')}\n`;
}

/** The query that a rule becomes; fails on problems. */
function queryOf(yaml: string): string {
	const [result] = importSigma(yaml);
	expect(result?.problems).toEqual([]);
	return result!.profile!.rule.steps[0]!.query;
}

const WINDOWS = { LOGTYPE: 'Windows', CHANNEL: 'Security' };

/** Whether the rule finds an event of Windows' Security log. */
function finds(detection: string, fields: Record<string, string | number>): boolean {
	const query = queryOf(rule(detection));
	return compilePredicate(parseQuery(query))({ ...WINDOWS, ...fields }, 0);
}

it('becomes a profile with level, description and tags', () => {
	const [result] = importSigma(`
title: User Added
id: 2b5d9c3e-0000-4000-8000-000000000000
description: |
  Somebody added a user.
level: high
tags: [attack.persistence, attack.t1136]
falsepositives: [Administrators]
logsource: {product: windows, service: security}
detection:
  selection: {EventID: 4720}
  condition: selection
`);
	expect(result).toMatchObject({
		title: 'User Added',
		problems: [],
		notes: [],
		profile: {
			name: 'User Added',
			description: 'Somebody added a user.',
			severity: 'critical',
			tags: ['attack.persistence', 'attack.t1136'],
			rule: { steps: [{ count: 1 }] },
		},
	});
	expect(result!.profile!.rule.within).toBeUndefined();
});

it.each<[string, string, Record<string, string | number>, boolean]>([
	['a map is all of it', 's: {EventID: 1, User: a}\ncondition: s', { EVENTID: 1, USER: 'A' }, true],
	['a map is all of it', 's: {EventID: 1, User: a}\ncondition: s', { EVENTID: 1 }, false],
	['a list is any', 's: {EventID: [1, 2]}\ncondition: s', { EVENTID: 2 }, true],
	['a list of maps is any', 's: [{EventID: 1}, {User: b}]\ncondition: s', { USER: 'b' }, true],
	['contains', 's: {CommandLine|contains: "x -y"}\ncondition: s', { COMMAND: 'a X -Y z' }, true],
	['contains all', 's: {User|contains|all: [a, b]}\ncondition: s', { USER: 'xbax' }, true],
	['contains all', 's: {User|contains|all: [a, b]}\ncondition: s', { USER: 'xbx' }, false],
	['startswith', 's: {User|startswith: ab}\ncondition: s', { USER: 'ABc' }, true],
	['startswith', 's: {User|startswith: ab}\ncondition: s', { USER: 'cab' }, false],
	[
		'endswith',
		String.raw`s: {Image|endswith: '\cmd.exe'}` + '\ncondition: s',
		{ PROCESSNAME: 'C:\\Windows\\cmd.exe' },
		true,
	],
	[
		'endswith',
		String.raw`s: {Image|endswith: '\cmd.exe'}` + '\ncondition: s',
		{ PROCESSNAME: 'C:\\xcmd.exe' },
		false,
	],
	['wildcards', 's: {User: "a*c?"}\ncondition: s', { USER: 'abbbcd' }, true],
	['escaped wildcards', String.raw`s: {User: 'a\*'}` + '\ncondition: s', { USER: 'a*' }, true],
	['escaped wildcards', String.raw`s: {User: 'a\*'}` + '\ncondition: s', { USER: 'ab' }, false],
	[
		'backslashes',
		String.raw`s: {User: '\\server\share"x'}` + '\ncondition: s',
		{ USER: '\\server\\share"x' },
		true,
	],
	['null', 's: {User: null}\ncondition: s', {}, true],
	['null', 's: {User: null}\ncondition: s', { USER: 'x' }, false],
	['exists', 's: {User|exists: true}\ncondition: s', { USER: 'x' }, true],
	['exists', 's: {User|exists: false}\ncondition: s', { USER: 'x' }, false],
	['gte', 's: {Length|gte: 10}\ncondition: s', { LENGTH: 10 }, true],
	['lt', 's: {Length|lt: 10}\ncondition: s', { LENGTH: 10 }, false],
	['cidr', 's: {IpAddress|cidr: 10.0.0.0/8}\ncondition: s', { REMOTEIP: '10.1.2.3' }, true],
	['windash', 's: {CommandLine|windash|contains: " -f"}\ncondition: s', { COMMAND: 'x /f' }, true],
	['several fields', 's: {ParentImage: a.exe}\ncondition: s', { PARENTPROCESSNAME: 'a.exe' }, true],
	['not', 's: {User: a}\nf: {EventID: 1}\ncondition: s and not f', { USER: 'a' }, true],
	[
		'not',
		's: {User: a}\nf: {EventID: 1}\ncondition: s and not f',
		{ USER: 'a', EVENTID: 1 },
		false,
	],
	[
		'or, parentheses',
		'a: {A: 1}\nb: {B: 1}\nc: {C: 1}\ncondition: (a or b) and c',
		{ B: 1, C: 1 },
		true,
	],
	['or, parentheses', 'a: {A: 1}\nb: {B: 1}\nc: {C: 1}\ncondition: a or b and c', { C: 1 }, false],
	[
		'1 of',
		'sel_a: {A: 1}\nsel_b: {B: 1}\nf: {F: 1}\ncondition: 1 of sel_* and not f',
		{ B: 1 },
		true,
	],
	[
		'1 of',
		'sel_a: {A: 1}\nsel_b: {B: 1}\nf: {F: 1}\ncondition: 1 of sel_* and not f',
		{ F: 1, A: 1 },
		false,
	],
	['all of', 'sel_a: {A: 1}\nsel_b: {B: 1}\ncondition: all of sel_*', { A: 1 }, false],
	['all of them', 'a: {A: 1}\n_b: {B: 1}\ncondition: all of them', { A: 1 }, true],
	['keywords', 's: ["evil tool", other]\ncondition: s', { MESSAGE: 'An Evil Tool ran' }, true],
	['several conditions are any', 'a: {A: 1}\nb: {B: 1}\ncondition: [a, b]', { B: 1 }, true],
])('%s, case %#', (_, detection, fields, found) => {
	expect(finds(detection, fields)).toBe(found);
});

it('looks only at the log source', () => {
	const query = queryOf(
		'title: x\nlogsource: {product: windows, category: process_creation}\ndetection: {s: {Image: a.exe}, condition: s}',
	);
	const test = compilePredicate(parseQuery(query));
	const base = { LOGTYPE: 'Windows', PROCESSNAME: 'a.exe' };
	expect(test({ ...base, EVENTID: 4688, CHANNEL: 'Security' })).toBe(true);
	expect(test({ ...base, EVENTID: 1, CHANNEL: 'Microsoft-Windows-Sysmon/Operational' })).toBe(true);
	expect(test({ ...base, EVENTID: 1, CHANNEL: 'System' })).toBe(false);
});

it('says when it does not know the log source', () => {
	const [result] = importSigma(
		'title: x\nlogsource: {product: toaster}\ndetection: {s: {A: 1}, condition: s}',
	);
	expect(result!.profile).toBeDefined();
	expect(result!.notes).toEqual([
		'logsource toaster is not known: the rule looks at events of all log sources',
	]);
});

it.each([
	['count() > 5', 6],
	['count() >= 5', 5],
])('makes a threshold of %s', (aggregation, count) => {
	const [result] = importSigma(
		rule(
			`s: {EventID: 4625}\ntimeframe: 15m\ncondition: s | ${aggregation}`.replace(
				'() ',
				'() by IpAddress ',
			),
		),
	);
	expect(result!.profile!.rule).toMatchObject({
		steps: [{ count }],
		within: 900_000,
		by: ['REMOTEIP'],
	});
});

const CORRELATED = `
title: failed
name: failed
logsource: {product: windows, service: security}
detection: {s: {EventID: 4625}, condition: s}
---
title: succeeded
name: succeeded
logsource: {product: windows, service: security}
detection: {s: {EventID: 4624}, condition: s}
---
`;

it('makes thresholds and correlations of Sigma correlations', () => {
	const results = importSigma(`${CORRELATED}
title: many
correlation: {type: event_count, rules: [failed], group-by: [TargetUserName], timespan: 1h, condition: {gt: 9}}
---
title: then
correlation: {type: temporal_ordered, rules: [failed, succeeded], group-by: [TargetUserName], timespan: 5m}
`);
	expect(results.map(({ title }) => title)).toEqual(['many', 'then']);
	expect(results[0]!.profile!.rule).toMatchObject({
		steps: [{ count: 10 }],
		within: 3_600_000,
		by: ['TARGETUSERNAME'],
	});
	expect(results[1]!.profile!.rule.steps).toHaveLength(2);
});

it('keeps the rules of a correlation when it says so', () => {
	const results = importSigma(`${CORRELATED}
title: then
correlation: {type: temporal_ordered, rules: [failed, succeeded], timespan: 5m, generate: true}
`);
	expect(results.map(({ title }) => title)).toEqual(['failed', 'succeeded', 'then']);
});

it.each([
	['s: {User|re: "a.*"}\ncondition: s', 'modifier |re (in User|re) is not supported'],
	[
		's: {User|base64offset|contains: x}\ncondition: s',
		'modifier |base64offset (in User|base64offset|contains) is not supported',
	],
	[
		's: {User: {a: b}}\ncondition: s',
		's.User has a value that is neither text, number nor truth value',
	],
	['s: {User: []}\ncondition: s', 'User has no value'],
	['s: {}\ncondition: s', 'selection s is neither a map nor a list of maps or keywords'],
	['s: {A: 1}\ncondition: t', 'condition "t": there is no selection "t"'],
	[
		's: {A: 1}\ncondition: 2 of s*',
		'condition "2 of s*": "2 of" is not supported, only "1 of" and "all of"',
	],
	['s: {A: 1}\ncondition: 1 of t*', 'condition "1 of t*": no selection is called "t*"'],
	['s: {A: 1}\ncondition: (s', 'condition "(s": a parenthesis is not closed'],
	['s: {A: 1}\ncondition: s and', 'condition "s and": it ends too early'],
	['s: {A: 1}\ncondition: s s', 'condition "s s": found "s"'],
	['s: {A: 1}', 'condition "": it ends too early'],
	[
		's: {A: 1}\ncondition: s | count(B) > 2\ntimeframe: 5m',
		'aggregation "count(B) > 2" is not supported, only count() with > or >=',
	],
	[
		's: {A: 1}\ncondition: s | near t\ntimeframe: 5m',
		'aggregation "near t" is not supported, only count() with > or >=',
	],
	['s: {A: 1}\ncondition: s | count() > 2', 'an aggregation needs a timeframe'],
	[
		's: {A: 1}\ncondition: s | count() > 2\ntimeframe: soon',
		'timeframe "soon" is no length of time such as 15m',
	],
	[
		's: {A: 1}\ncondition: s | count() > 2\ntimeframe: 90d',
		'rule.within: expected a whole number of milliseconds from 1000 to 604800000',
	],
])('refuses %j and says why', (detection, problem) => {
	const [result] = importSigma(rule(detection));
	expect(result!.profile).toBeUndefined();
	expect(result!.problems).toContain(problem);
});

it('lists every problem of a rule', () => {
	const [result] = importSigma(rule('s: {A|re: x}\nt: {B|cased: x}\ncondition: s near t'));
	expect(result!.problems.length).toBeGreaterThanOrEqual(2);
});

it.each([
	[
		'correlation: {type: value_count, rules: [failed], timespan: 1h, condition: {gte: 2}}',
		'correlation type value_count is not supported, only event_count and temporal_ordered',
	],
	[
		'correlation: {type: event_count, rules: [failed], timespan: 1h, condition: {lt: 2}}',
		'correlation condition {"lt":2} is not supported, only gte or gt with a number',
	],
	[
		'correlation: {type: temporal_ordered, rules: [failed, nobody], timespan: 1h}',
		'the file has no rule "nobody"',
	],
	['correlation: {type: temporal_ordered, timespan: 1h}', 'the correlation names no rules'],
])('refuses the correlation %j', (correlation, problem) => {
	const results = importSigma(`${CORRELATED}title: c\n${correlation}\n`);
	expect(results.find(({ title }) => title === 'c')!.problems).toContain(problem);
});

it.each([
	['a: [', 'not valid YAML'],
	['', 'the file holds no rule'],
	['- a\n- b', 'a document of the file is no map'],
])('refuses the file %j', (text, message) => {
	expect(() => importSigma(text)).toThrow(SigmaError);
	expect(() => importSigma(text)).toThrow(message);
});

it('refuses a file whose aliases multiply', () => {
	const levels = Array.from({ length: 9 }, (_, n) =>
		n === 0
			? 'a0: &a0 [x, x]'
			: `a${n}: &a${n} [${Array(9)
					.fill(`*a${n - 1}`)
					.join(', ')}]`,
	);
	expect(() => importSigma(levels.join('\n'))).toThrow();
});
