import { LinearPattern, PatternError } from '../../../server/platform/linear-pattern';

const groupsOf = (source: string, text: string, flags = {}) =>
	Object.fromEntries(LinearPattern.compile(source, flags).exec(text)?.groups ?? []);

it('finds what JavaScript finds, with its groups', () => {
	const pattern = LinearPattern.compile('user=(?<user>\\w+)(?: from (?<ip>\\S+))?');
	expect(pattern.groups).toEqual(['user', 'ip']);
	expect(pattern.test('no')).toBe(false);
	expect(pattern.exec('no')).toBeUndefined();
	expect(pattern.exec('x user=jo from ::1!')).toEqual({
		text: 'user=jo from ::1!',
		index: 2,
		groups: new Map([
			['user', 'jo'],
			['ip', '::1!'],
		]),
	});
	expect(groupsOf('(?<a>a)|(?<b>b)', 'b')).toEqual({ a: undefined, b: 'b' });
	expect(groupsOf('(?<constructor>a)', 'a')).toEqual({ constructor: 'a' });
});

it('takes flags', () => {
	expect(LinearPattern.compile('A.b', { ignoreCase: true }).test('xaxB')).toBe(true);
	expect(LinearPattern.compile('a.b').test('a\u2028b')).toBe(false);
	expect(LinearPattern.compile('a.b', { dotAll: true }).test('a\u2028b')).toBe(true);
	expect(LinearPattern.compile('^b$').test('a\nb\nc')).toBe(false);
	expect(LinearPattern.compile('^b$', { multiline: true }).test('a\nb\nc')).toBe(true);
});

// A backtracking engine would not come back from any of these: jest's own time limit is the test.
it.each([
	'(a|a)*b',
	'(a|aa)+$',
	'(\\w|\\d)+b',
	'(a+)+b',
	'a*a*a*a*a*a*a*b',
	'(.*)(.*)(.*)(.*)(.*)!',
	'([a-z]+,?)*\\.',
])('%s ends on a long text', (source) => {
	expect(LinearPattern.compile(source).exec(`${'a'.repeat(8_000)}~`)).toBeUndefined();
});

it.each([
	['(', /it has an error: /],
	['a{2,1}', /it has an error: /],
	['(?=a)b', /look-ahead and look-behind are not accepted, found \(\?=/],
	['(?<!a)b', /look-behind are not accepted, found \(\?<!/],
	['(a)\\1', /back references such as \\1 are not accepted/],
	['(?<a>a)\\k<a>', /back references such as \\k/],
	['(?:a{1000}){1000}', /cannot be matched in linear time: invalid repeat count/],
	['(?:ab){900}(?:cd){900}(?:ef){900}', /steps a character, at most 4096/],
	['a'.repeat(8_193), /of 8193 characters is longer than the accepted 8192/],
])('refuses %.40s', (source, message) => {
	expect(() => LinearPattern.compile(source)).toThrow(PatternError);
	expect(() => LinearPattern.compile(source)).toThrow(message);
});

it('is not misled by what stands in a class', () => {
	expect(LinearPattern.compile('[(?=\\]a]+').exec('x(?=]a')?.text).toBe('(?=]a');
});
