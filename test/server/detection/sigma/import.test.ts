/** Import of Sigma rules: what maps finds the right events, what does not is listed and refused. */
import { importSigma } from '../../../../server/detection/sigma/import';
import { SigmaError } from '../../../../server/detection/sigma/problems';
import { compilePredicate, parseQuery } from '../../../../server/logs/query';

/** A rule around a detection, as YAML. */
function rule(detection: string, source = '{product: windows, service: security}'): string {
	return `title: a rule\nlogsource: ${source}\ndetection:\n${detection
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
			imported: { id: '2b5d9c3e-0000-4000-8000-000000000000', enabled: true },
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
		{ IMAGE: 'C:\\Windows\\cmd.exe' },
		true,
	],
	[
		'endswith',
		String.raw`s: {Image|endswith: '\cmd.exe'}` + '\ncondition: s',
		{ IMAGE: 'C:\\xcmd.exe' },
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
	['cidr', 's: {IpAddress|cidr: 10.0.0.0/8}\ncondition: s', { IPADDRESS: '10.1.2.3' }, true],
	['windash', 's: {CommandLine|windash|contains: " -f"}\ncondition: s', { COMMAND: 'x /f' }, true],
	['cased', 's: {User|cased: aB}\ncondition: s', { USER: 'aB' }, true],
	['cased', 's: {User|cased: aB}\ncondition: s', { USER: 'ab' }, false],
	['re', 's: {User|re: "^a+$"}\ncondition: s', { USER: 'aaa' }, true],
	['re', 's: {User|re: "^a+$"}\ncondition: s', { USER: 'AAA' }, false],
	['re i', 's: {User|re|i: "^a+$"}\ncondition: s', { USER: 'AAA' }, true],
	['neq', 's: {User|neq: a}\ncondition: s', { USER: 'b' }, true],
	['neq', 's: {User|neq: a}\ncondition: s', { USER: 'A' }, false],
	['fieldref', 's: {User|fieldref: Owner}\ncondition: s', { USER: 'a', OWNER: 'A' }, true],
	['fieldref', 's: {User|fieldref: Owner}\ncondition: s', { USER: 'a' }, false],
	['base64', 's: {User|base64|contains: foo}\ncondition: s', { USER: 'xZm9vy' }, true],
	[
		'base64offset',
		's: {User|wide|base64offset|contains: ab}\ncondition: s',
		{ USER: Buffer.from('xyzab!', 'utf16le').toString('base64') },
		true,
	],
	['a number', 's: {EventID: 7}\ncondition: s', { EVENTID: '7' }, true],
	['an empty text', "s: {User: ''}\ncondition: s", {}, true],
	['an empty text', "s: {User: ''}\ncondition: s", { USER: '' }, true],
	['an empty text', "s: {User: ''}\ncondition: s", { USER: 'a' }, false],
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
	['keywords', 's: ["evil tool", other]\ncondition: s', { MESSAGE: 'An DEvil Tools ran' }, true],
	['keywords', 's: ["evil tool", other]\ncondition: s', { X: 'brother' }, true],
	['keywords', 's: {"|all": [evil, other]}\ncondition: s', { X: 'brother' }, false],
	['keywords', 's: {"|all": [evil, other]}\ncondition: s', { X: 'brother', Y: 'evils' }, true],
	['keywords', 's: {"|re": "b.*r"}\ncondition: s', { X: 'brother' }, true],
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

it('absence of a field with several names is that of all of them', () => {
	const text = rule(
		's: {Image: a.exe}\nf: {ParentImage: null}\ncondition: s and not f',
		'{product: windows, category: process_creation}',
	);
	const test = compilePredicate(parseQuery(queryOf(text)));
	const base = { LOGTYPE: 'Windows', PROCESSNAME: 'a.exe' };
	const sysmon = { ...base, EVENTID: 1, CHANNEL: 'Microsoft-Windows-Sysmon/Operational' };
	expect(test({ ...sysmon, PARENTIMAGE: 'b.exe' })).toBe(true);
	expect(test({ ...sysmon, PARENTPROCESSNAME: 'b.exe' })).toBe(true);
	expect(test(sysmon)).toBe(false);
});

it('a rule for events that nothing writes is switched off or refused, and never looks at others', () => {
	const text = rule('s: {A: 1}\ncondition: s', '{product: toaster, service: crumbs}');
	const [result] = importSigma(text);
	expect(result).toMatchObject({
		profile: { enabled: false },
		reason: 'log source',
		problems: [expect.stringContaining('LOGTYPE = "toaster crumbs"')],
	});
	const { query } = result!.profile!.rule.steps[0]!;
	const test = compilePredicate(parseQuery(query));
	expect(test({ LOGTYPE: 'toaster crumbs', A: 1 })).toBe(true);
	expect(test({ LOGTYPE: 'Windows', A: 1 })).toBe(false);
	expect(test({ A: 1 })).toBe(false);
	expect(importSigma(text, { unsupported: 'refuse' })[0]).toMatchObject({
		profile: undefined,
		reason: 'log source',
	});
});

it('a rule for fields that its events never have is switched off, and says which', () => {
	const source = '{product: windows, category: image_load}';
	const [never] = importSigma(rule('s: {CommandLine: x, Image: y}\ncondition: s', source));
	expect(never).toMatchObject({
		profile: { enabled: false },
		reason: 'fields',
		problems: ['it can never match: no event of its log source has the field CommandLine'],
	});
	const [other] = importSigma(
		rule('s: {CommandLine: x}\nt: {Image: y}\ncondition: s or t', source),
	);
	expect(other).toMatchObject({
		profile: { enabled: true },
		problems: [],
		notes: [
			'no event of its log source has the field CommandLine: what asks for them is never met',
		],
	});
	const [absent] = importSigma(rule('s: {CommandLine: null, Image: y}\ncondition: s', source));
	expect(absent).toMatchObject({ profile: { enabled: true }, problems: [] });
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
		by: ['IPADDRESS'],
	});
});

it.each([
	[
		's: {User|re: "a(?=b)"}\ncondition: s',
		's.User|re: "a(?=b)": look-ahead and look-behind are not accepted, found (?=: they rule out matching in linear time',
	],
	[
		's: {User|utf7: x}\ncondition: s',
		'modifier |utf7 (in s.User|utf7) is not supported for this value',
	],
	[
		's: {User|gte: x}\ncondition: s',
		'modifier |gte (in s.User|gte) is not supported for this value',
	],
	[
		's: {User|hour: 5}\ncondition: s',
		'modifier |hour (in s.User|hour) is not supported for the value 5',
	],
	[
		's: {User|base64: "a*"}\ncondition: s',
		's.User|base64: base64 of a text with wildcards is not defined',
	],
	[
		's: {User|base64offset|contains: a}\ncondition: s',
		's.User|base64offset|contains: a text too short to be told in Base64 at any position',
	],
	['s: {User|cidr: 10.0.0.0/99}\ncondition: s', 's.User|cidr: "10.0.0.0/99" is no address block'],
	['s: {User|expand: "%x%"}\ncondition: s', 's.User|expand: the placeholder %x% has no values'],
	[
		's: {User: {a: b}}\ncondition: s',
		's.User has a value that is neither text, number nor truth value',
	],
	[
		's: {User: []}\ncondition: s',
		's.User has a value that is neither text, number nor truth value',
	],
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
	['s: {A: 1}', 'there is no condition'],
	[
		's: {A: 1}\ncondition: s | count(B) < 2\ntimeframe: 5m',
		'aggregation "count(B) < 2" is not supported, only count() and count(field) with > or >=',
	],
	[
		's: {A: 1}\ncondition: s | near t\ntimeframe: 5m',
		'aggregation "near t" is not supported, only count() and count(field) with > or >=',
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
	const [result] = importSigma(rule('s: {A|re: "("}\nt: {B|hour: x}\ncondition: s near t'));
	expect(result!.problems.length).toBe(3);
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
