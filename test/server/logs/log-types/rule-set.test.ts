import type { LogEvent } from '../../../../server/logs/events';
import type { ParserRule } from '../../../../server/logs/log-types/changes';
import { compilePattern } from '../../../../server/logs/log-types/pattern';
import { MAX_RULE_INPUT, RuleSet } from '../../../../server/logs/log-types/rule-set';

const rule = (id: number, pattern: string, more: Partial<ParserRule> = {}): ParserRule => ({
	id,
	name: `rule ${id}`,
	logType: 'Door',
	pattern,
	enabled: true,
	...more,
});

const event = (MESSAGE: string, fields: LogEvent['fields'] = {}): LogEvent => ({
	time: 1,
	fields: { LOGTYPE: 'door', MESSAGE, ...fields },
});

function ruleSet(...rules: ParserRule[]) {
	const slow: number[] = [];
	const refused: number[] = [];
	const set = new RuleSet(
		({ id }) => slow.push(id),
		({ id }) => refused.push(id),
		100,
	);
	set.use(rules);
	return { set, slow, refused };
}

const fieldsOf = (events: readonly LogEvent[]) => events.map(({ fields }) => fields);

it('adds the named groups of events of the log type, in any case', () => {
	const { set } = ruleSet(rule(1, 'card=(?<card>\\d+)'));
	const other = event('card=5', { LOGTYPE: 'Unix' });
	const result = set.apply([event('card=77'), other, event('nothing')]);
	expect(fieldsOf(result)).toEqual([
		{ LOGTYPE: 'door', MESSAGE: 'card=77', CARD: '77' },
		other.fields,
		{ LOGTYPE: 'door', MESSAGE: 'nothing' },
	]);
});

it('leaves groups out that took no part or found nothing', () => {
	const { set } = ruleSet(rule(1, '(?<A>a)|(?<B>b)(?<C>x*)'));
	expect(fieldsOf(set.apply([event('b')]))).toEqual([{ LOGTYPE: 'door', MESSAGE: 'b', B: 'b' }]);
});

it('applies rules in order; the later one wins, and both win over the parser', () => {
	const { set } = ruleSet(rule(1, '(?<USERNAME>\\w+)'), rule(2, '(?<USERNAME>\\w+)$'));
	const [changed] = set.apply([event('one two', { USERNAME: 'zero' })]);
	expect(changed?.fields['USERNAME']).toBe('two');
});

it('reads the raw log of events without a message', () => {
	const { set } = ruleSet(rule(1, 'id=(?<ID>\\d+)'));
	const raw = { time: 1, fields: { LOGTYPE: 'Door', RAWLOG: 'id=3' } };
	const none = { time: 1, fields: { LOGTYPE: 'Door', MESSAGE: 5 } };
	expect(set.apply([raw, none]).map(({ fields }) => fields)).toEqual([
		{ LOGTYPE: 'Door', RAWLOG: 'id=3', ID: '3' },
		none.fields,
	]);
});

it('leaves events alone without rules, with disabled rules, and once rules are taken away', () => {
	const { set } = ruleSet(rule(1, '(?<A>a)', { enabled: false }));
	const events = [event('a')];
	expect(set.apply(events)).toBe(events);
	set.use([rule(1, '(?<A>a)')]);
	expect(fieldsOf(set.apply(events))[0]).toHaveProperty('A');
	set.use([]);
	expect(set.apply(events)).toBe(events);
});

it(`reads the first ${MAX_RULE_INPUT} characters of a message`, () => {
	const { set } = ruleSet(rule(1, '(?<END>end)$'));
	expect(fieldsOf(set.apply([event(`${'x'.repeat(MAX_RULE_INPUT)}end`)]))[0]).not.toHaveProperty(
		'END',
	);
});

it('goes on in linear time with a rule that a text holds up, and misses no event', () => {
	const { set, slow } = ruleSet(
		rule(1, '(?<A>a)?.*(?<B>x*)(?<C>x*)(?<D>x*)(?<E>x*)!'),
		rule(2, '^(?<F>x)'),
	);
	const hostile = event('x'.repeat(MAX_RULE_INPUT));
	const events = [event('a!'), hostile, event('axx!')];
	const [first, second, third] = fieldsOf(set.apply(events));
	expect(first).toMatchObject({ A: 'a' });
	expect(second).toMatchObject({ F: 'x' });
	expect(third).toMatchObject({ A: 'a' });
	expect(slow).toEqual([1]);
	expect(set.slow).toBe(1);
	expect(fieldsOf(set.apply([hostile, event('axx!')]))[1]).toMatchObject({ A: 'a' });
	expect(slow).toEqual([1]);
	set.use([]);
	expect(set.slow).toBe(0);
});

it('finds the same with both engines', () => {
	const patterns = [
		'user=(?<APPUSER>\\w+).*action=(?<APPACTION>\\w+)(?:.*result=(?<OUTCOME>\\w+))?',
		'(?<A>a|ab)(?<B>c|bcd)?',
	];
	for (const pattern of patterns) {
		const { expression, linear } = compilePattern(pattern);
		for (const text of ['user=x y action=z', 'user=x action=y result=z', 'abcd', 'ac', ''])
			expect({ ...expression.exec(text)?.groups }).toEqual(
				Object.fromEntries(linear.exec(text)?.groups ?? []),
			);
	}
});

it('leaves out a stored rule that cannot be matched in linear time, and tells', () => {
	const { set, refused } = ruleSet(rule(1, '(?<A>a)(?=b)'), rule(2, '(?<F>a)'));
	expect(refused).toEqual([1]);
	expect(fieldsOf(set.apply([event('ab')]))[0]).toEqual({ LOGTYPE: 'door', MESSAGE: 'ab', F: 'a' });
});
