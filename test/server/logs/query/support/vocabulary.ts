/** Arbitrary events and queries that share one vocabulary, so that generated queries often match. */
import fc from 'fast-check';
import type {
	CompareOperator,
	EventFields,
	Query,
	Value,
	Wildcard,
} from '../../../../../server/logs/query';
import { compilePattern } from '../../../../../server/logs/query/pattern';
import { and, isAnything, or, valueOf } from '../../../../../server/logs/query/build';
import { checkValue, checkWords } from '../../../../../server/logs/query/check-value';

export const WORDS = [
	'failed',
	'Failed',
	'logon',
	'admin',
	'Admin',
	'user1',
	'svc_web',
	'ÄRGER',
	'ärger',
	'straße',
	'ΣΑΣ',
	'σας',
	'İstanbul',
	'日本',
	'4624',
	'0200',
	'200',
	'200.0',
	'1.50',
	'-5',
	'10',
	'9007199254740993',
	'true',
	'AND',
	'in',
];
export const ODD = [
	'',
	' ',
	'  ',
	'failed logon',
	'Failed  logon',
	'failed\tlogon',
	'failed\u00a0logon',
	'failed_logon',
	'failed\ufffdlogon',
	'a"b',
	'a*b',
	'a?b',
	'a\\b',
	"it's 100% (ok), really",
	'x\u0000y',
	'x y',
	'x\u001fy',
	'😀',
	'a😀b',
	'half\ud83d',
	'\ude00half',
	'C:\\Windows\\System32\\cmd.exe',
	'\\\\server\\share',
	'http://x/?a=b&c=d',
	'fe80::1%eth0',
	'---',
	'@',
	'!',
	'~failed',
	'username=admin',
];
export const ADDRESSES = [
	'10.0.0.1',
	'10.0.0.2',
	'10.0.1.1',
	'10.1.2.3',
	'172.16.0.1',
	'172.31.9.9',
	'172.32.0.1',
	'192.168.1.255',
	'10.0.0.1:80',
	'010.0.0.1',
	'10.0.0.0/8',
	'2001:db8::1',
	'2001:0DB8:0:0::1',
	'2001:db9::1',
	'::1',
	'fe80::1',
	'0fe8::1',
	'::ffff:10.0.0.1',
];
export const BLOCKS = [
	'0.0.0.0/0',
	'10.0.0.0/8',
	'10.0.0.0/16',
	'10.0.0.0/23',
	'10.0.0.7/24',
	'10.0.0.1/32',
	'10.0.0.0/30',
	'172.16.0.0/12',
	'2001:db8::/32',
	'2001:db8::/31',
	'fe80::/10',
	'fe8::/16',
	'::/0',
	'::1/128',
	'::ffff:0:0/96',
	'2000::/3',
];
/** Around the length at which index terms are cut, with characters that need two code units at the cut. */
export const LONG = [117, 118, 119, 120, 121, 300].flatMap((length) => [
	'x'.repeat(length),
	'x'.repeat(length - 1) + '😀',
	`${'x'.repeat(length)} failed`,
	`${'long '.repeat(length / 5)}tail`,
]);

const SHORT = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom(...WORDS) },
	{ weight: 3, arbitrary: fc.constantFrom(...ODD) },
	{ weight: 3, arbitrary: fc.constantFrom(...ADDRESSES) },
);
const TEXT = fc.oneof(
	{ weight: 12, arbitrary: SHORT },
	{ weight: 1, arbitrary: fc.constantFrom(...LONG) },
	{
		weight: 3,
		arbitrary: fc
			.tuple(
				fc.array(SHORT, { minLength: 2, maxLength: 4 }),
				fc.constantFrom(' ', ' ', '-', '.', '', '\n'),
			)
			.map(([parts, separator]) => parts.join(separator)),
	},
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
const NUMBER = fc.constantFrom(-5, 0, 1.5, 10, 200, 4624, 2 ** 53, 1e21, 1e-7, 4625);

const KEYWORD_FIELDS = ['USERNAME', 'SOURCE', 'EVENTID', 'REMOTEIP'];
const FIELDS = [
	...KEYWORD_FIELDS,
	'USERNAME',
	'EVENTID',
	'REMOTEIP',
	'MESSAGE',
	'RAWLOG',
	'TIME',
	'UNSEEN',
];
const TIMES = [0, 1_700_000_000_000, 1_700_000_000_001, Date.UTC(2024, 4, 1)];

/** A stored document: the time and some fields. */
export const eventArbitrary: fc.Arbitrary<EventFields> = fc.record(
	{
		TIME: fc.constantFrom(...TIMES),
		USERNAME: TEXT,
		SOURCE: fc.oneof(TEXT, fc.boolean()),
		EVENTID: fc.oneof(NUMBER, NUMBER.map(String), SHORT),
		REMOTEIP: fc.oneof(fc.constantFrom(...ADDRESSES), SHORT),
		MESSAGE: fc.array(TEXT, { maxLength: 5 }).map((parts) => parts.join(' ')),
		RAWLOG: TEXT,
	},
	{ requiredKeys: ['TIME'] },
);

/** A text as queries can hold it: half surrogate pairs are refused by the parser. */
const QUERY_TEXT = fc
	.oneof({ weight: 10, arbitrary: TEXT }, { weight: 3, arbitrary: NUMBER.map(String) })
	.map((text) => text.replace(/\p{Cs}/gu, ''))
	.chain((text) =>
		fc.constantFrom(text, text, text.toUpperCase(), text.toLowerCase(), ` ${text} `),
	);

/** A text with some of its characters replaced by wildcards. */
const PATTERN = fc
	.tuple(
		QUERY_TEXT,
		fc.array(fc.tuple(fc.nat(12), fc.nat(5), fc.constantFrom('*', '*', '?')), {
			minLength: 1,
			maxLength: 3,
		}),
		fc.boolean(),
	)
	.map(([text, cuts, isPrefix]): Value => {
		if (isPrefix)
			return valueOf([[...text].slice(0, 1 + (cuts[0]?.[0] ?? 0)).join(''), { wild: '*' }]);
		const pieces: (string | Wildcard)[] = [...text];
		for (const [at, length, wild] of cuts)
			pieces.splice(at, wild === '*' ? length : 1, { wild: wild as '*' | '?' });
		return valueOf(pieces);
	});

const LITERAL = QUERY_TEXT.map((text) => valueOf([text]));
const TIME_VALUE = fc
	.constantFrom(...TIMES.map(String), '2024-05-01', '2023-11-14T22:13:20.001Z')
	.map((text) => valueOf([text]));
const ANYTHING = fc.constant(valueOf([{ wild: '*' }]));

function valueArbitrary(field: string, operator: CompareOperator): fc.Arbitrary<Value> {
	const isEquality = operator === '=' || operator === '!=';
	if (field === 'TIME') return isEquality ? fc.oneof(TIME_VALUE, ANYTHING) : TIME_VALUE;
	if (!isEquality) return LITERAL;
	const any = fc.oneof(
		{ weight: 6, arbitrary: LITERAL },
		{ weight: 5, arbitrary: PATTERN },
		{
			weight: field === 'REMOTEIP' ? 8 : 1,
			arbitrary: fc.constantFrom(...BLOCKS).map((text) => valueOf([text])),
		},
		{ weight: 1, arbitrary: ANYTHING },
	);
	return any.filter((value) => checkValue(field, operator, value, true) === undefined);
}

const OPERATORS: readonly CompareOperator[] = ['=', '=', '=', '!=', '<', '<=', '>', '>='];

const COMPARISON: fc.Arbitrary<Query> = fc
	.tuple(fc.constantFrom(...FIELDS), fc.constantFrom(...OPERATORS))
	.chain(([field, operator]) =>
		valueArbitrary(field, operator).map((value) => ({
			kind: 'compare' as const,
			field,
			operator,
			value,
		})),
	);

const MEMBERSHIP: fc.Arbitrary<Query> = fc
	.constantFrom(...FIELDS)
	.chain((field) =>
		fc
			.array(valueArbitrary(field, '='), { minLength: 1, maxLength: 4 })
			.map((values) => ({ kind: 'in' as const, field, values })),
	);

const TERM: fc.Arbitrary<Query> = fc
	.oneof(LITERAL, PATTERN)
	.filter((value) => !isAnything(value) && checkWords(value) === undefined)
	.map((value) => ({ kind: 'term' as const, value }));

const TEXT_FIELDS = [...KEYWORD_FIELDS, 'MESSAGE', 'RAWLOG', 'UNSEEN', 'ANY_VALUE'];

const LIKE: fc.Arbitrary<Query> = fc.record({
	kind: fc.constant('like' as const),
	field: fc.constantFrom(...TEXT_FIELDS),
	value: fc.oneof(LITERAL, PATTERN, ANYTHING),
	cased: fc.boolean(),
});

/** Patterns that are RE2's and JavaScript's at once. */
const REGULAR = fc
	.tuple(
		fc.constantFrom('', '', '(?i)', '(?is)', '^', '(?im)^'),
		fc.array(
			fc.oneof(
				{
					weight: 4,
					arbitrary: SHORT.map((text) =>
						text.replace(/\p{Cs}/gu, '').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
					),
				},
				fc.constantFrom(
					'.',
					'.*',
					'\\d+',
					'[a-z_]{2,5}',
					'(?:failed|4624)',
					'\\\\',
					' ?',
					's',
					'|',
				),
			),
			{ maxLength: 3 },
		),
		fc.constantFrom('', '', '', '$', '+'),
	)
	.map(([start, parts, end]) => start + parts.join('') + end)
	.filter(isPattern);

function isPattern(pattern: string): boolean {
	try {
		compilePattern(pattern);
		return true;
	} catch {
		return false;
	}
}

const MATCHES: fc.Arbitrary<Query> = fc.record({
	kind: fc.constant('matches' as const),
	field: fc.constantFrom(...TEXT_FIELDS),
	pattern: REGULAR,
});

const FIELD_COMPARE: fc.Arbitrary<Query> = fc.record({
	kind: fc.constant('fields' as const),
	field: fc.constantFrom(...KEYWORD_FIELDS, 'MESSAGE'),
	place: fc.constantFrom('whole' as const, 'start' as const, 'end' as const, 'part' as const),
	other: fc.constantFrom(...KEYWORD_FIELDS, 'MESSAGE'),
});

/** A syntax tree as the parser makes them. */
export const queryArbitrary: fc.Arbitrary<Query> = fc.letrec<{ query: Query; leaf: Query }>(
	(tie) => ({
		leaf: fc.oneof(
			{ weight: 8, arbitrary: COMPARISON },
			{ weight: 2, arbitrary: MEMBERSHIP },
			{ weight: 4, arbitrary: TERM },
			{ weight: 4, arbitrary: LIKE },
			{ weight: 2, arbitrary: MATCHES },
			{ weight: 1, arbitrary: FIELD_COMPARE },
			{ weight: 1, arbitrary: fc.constant<Query>({ kind: 'all' }) },
		),
		query: fc.oneof(
			{ maxDepth: 4, depthSize: 'small' },
			{ weight: 4, arbitrary: tie('leaf') },
			{ weight: 1, arbitrary: fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map(and) },
			{ weight: 2, arbitrary: fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map(or) },
			{ weight: 1, arbitrary: tie('query').map((operand): Query => ({ kind: 'not', operand })) },
		),
	}),
).query;

/** Query-like text, mostly wrong. */
export const soupArbitrary: fc.Arbitrary<string> = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 30 }),
	fc
		.array(
			fc.oneof(
				fc.constantFrom(
					'(',
					')',
					',',
					'"',
					'\\',
					'*',
					'?',
					'=',
					'!=',
					'<',
					'>=',
					'!',
					'~',
					'&&',
					'||',
					"'",
					'“',
					' AND ',
					' or ',
					' NOT ',
					' IN ',
					' in (',
					' ',
					'\n',
					'\u0000',
					'\u0085',
					'\ud800',
					'TIME',
					'USERNAME',
					'MESSAGE',
					'Event ID',
					'EVENTID:4',
					'LIKE ',
					' LIKE ',
					' MATCHES ',
					' EQUALS_FIELD ',
					'ANY_VALUE',
					'10.0.0.0/33',
					'::/129',
				),
				SHORT,
			),
			{ maxLength: 14 },
		)
		.map((parts) => parts.join('')),
);
