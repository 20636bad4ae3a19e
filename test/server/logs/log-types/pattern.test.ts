import { compilePattern } from '../../../../server/logs/log-types/pattern';

describe('compilePattern', () => {
	it('turns group names into field names', () => {
		const { expression, fields } = compilePattern('user=(?<user>\\S+) from (?<REMOTE_IP>\\S+)');
		expect(fields).toEqual([
			['user', 'USER'],
			['REMOTE_IP', 'REMOTE_IP'],
		]);
		expect(expression.exec('user=jo from 10.0.0.1')?.groups).toMatchObject({ user: 'jo' });
	});

	it.each([
		['(?<A>\\d+)-(?<B>\\w*)'],
		['(?:x|y)+(?<A>z)'],
		['(?:\\d{3}-)+(?<A>z)'],
		['(?:a+)?(?<A>z)'],
		['(?:a+){0,1}(?<A>z)'],
		['[(?<NOT>a)+]+(?<A>z)'],
		['\\((?<A>a+)\\)+'],
		['(?<A>[^\\]]+)x'],
		['(?<A>(a+)+)$'],
		['(?<A>a)|(?<B>b+)'],
		['(?<A>(?:ab){3})+'],
	])('accepts %s', (pattern) => {
		expect(() => compilePattern(pattern)).not.toThrow();
	});

	it.each([
		['(?<=x)(?<A>a+)(?!b)', /look-ahead and look-behind are not accepted/],
		['(?<A>(?:a{900}){900})', /cannot be matched in linear time/],
		['(?<A>a)\\1', /back references/],
		['(?<A>a)\\k<A>', /back references/],
		['no group', /at least one named group/],
		['\\(?<A>a', /at least one named group/],
		['(?:A>a)x', /at least one named group/],
		['(', /has an error/],
		['[', /has an error/],
		['(?<A>a)(?<A>b)', /has an error/],
		['(?<time>.)', /would change TIME/],
		['(?<RawLog>.)', /would change RAWLOG/],
		['(?<_x>.)', /no field name/],
		['(?<größe>.)', /invalid named capture/],
		[`(?<${'A'.repeat(65)}>.)`, /no field name/],
	])('refuses %s', (pattern, message) => {
		expect(() => compilePattern(pattern)).toThrow(message);
		expect(() => compilePattern(pattern)).toThrow(/^pattern: /);
	});
});
