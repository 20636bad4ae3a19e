/** For random values and modifiers the imported condition agrees with a direct reading of the specification. */
import fc from 'fast-check';
import { importSigma } from '../../../../server/detection/sigma/import';
import { compilePredicate, parseQuery } from '../../../../server/logs/query';
import { runs } from '../../../support/runs';
import { type Event, evaluate } from '../../../support/sigma-evaluator';

const PIECES = [
	'a',
	'b',
	'A',
	'\\',
	'*',
	'?',
	' ',
	'-x',
	'/y',
	'"',
	'.',
	'(',
	'é',
	'😀',
	'1',
	'%',
	'\n',
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((parts) => parts.join(''));
const plain = text.map((value) => value.replace(/[*?\\]/g, 'c'));
const pattern = fc
	.array(
		fc.constantFrom(
			'a',
			'b',
			'A',
			'.',
			'.*',
			'[ab]',
			'[^a]',
			'(a|b)',
			'\\\\',
			'\\.',
			'\\-',
			'\\d',
			'1+',
			' ?',
			'"',
			'é',
		),
		{ minLength: 1, maxLength: 4 },
	)
	.map((parts) => parts.join(''));
const number = fc.constantFrom(0, 1, 5, 10, -3, 1.5, 200);
const address = fc.constantFrom('10.0.0.1', '10.1.2.3', '192.0.2.1', '2001:db8::1', 'x', '::1');

const PLACES: readonly string[][] = [[], ['contains'], ['startswith'], ['endswith']];
const modifiers = (...before: string[]) =>
	fc.constantFrom(...PLACES).map((place) => [...before, ...place]);
/** Modifiers with a value that goes with them. */
const fieldTest = fc.oneof(
	{ weight: 5, arbitrary: fc.tuple(modifiers(), text) },
	{ weight: 2, arbitrary: fc.tuple(modifiers('cased'), text) },
	{ weight: 1, arbitrary: fc.tuple(modifiers('windash'), text) },
	{
		weight: 1,
		arbitrary: fc.tuple(
			modifiers('base64'),
			plain.filter((value) => value !== ''),
		),
	},
	{
		weight: 1,
		arbitrary: fc.tuple(
			fc.constant(['base64offset', 'contains']),
			plain.filter((value) => value.length > 1),
		),
	},
	{
		weight: 1,
		arbitrary: fc.tuple(
			fc.constant(['wide', 'base64offset', 'contains']),
			fc.constantFrom('ab', 'xyz', 'a b'),
		),
	},
	{
		weight: 2,
		arbitrary: fc.tuple(
			fc.constantFrom(['re'], ['re', 'i'], ['re', 's'], ['re', 'm', 'i']),
			pattern,
		),
	},
	{ weight: 1, arbitrary: fc.tuple(fc.constantFrom(['lt'], ['lte'], ['gt'], ['gte']), number) },
	{ weight: 1, arbitrary: fc.tuple(fc.constant([] as string[]), number) },
	{ weight: 1, arbitrary: fc.tuple(fc.constant(['exists']), fc.boolean()) },
	{ weight: 1, arbitrary: fc.tuple(fc.constant([] as string[]), fc.constant(null)) },
	{ weight: 1, arbitrary: fc.tuple(modifiers('fieldref'), fc.constantFrom('Other', 'Third')) },
	{
		weight: 1,
		arbitrary: fc.tuple(
			fc.constant(['cidr']),
			fc.constantFrom('10.0.0.0/8', '10.0.0.0/31', '0.0.0.0/0', '2001:db8::/32', '::/0'),
		),
	},
);
const FIELDS = ['One', 'Other', 'Third'];
const line = fc
	.tuple(fc.constantFrom(...FIELDS), fieldTest, fc.boolean(), fc.constantFrom('', '', '', 'neq'))
	.chain(([field, [words, value], all, neq]) => {
		const key = [field, ...words, ...(all ? ['all'] : []), ...(neq === '' ? [] : [neq])].join('|');
		const isText = typeof value === 'string' && !/fieldref|cidr/.test(words.join());
		const more =
			isText && words.every((word) => PLACES.flat().includes(word)) ? text : fc.constant(value);
		return fc
			.array(more, { maxLength: all ? 2 : 1 })
			.map((others) => [key, others.length === 0 && !all ? value : [value, ...others]] as const);
	});
const selection = fc.oneof(
	{
		weight: 4,
		arbitrary: fc
			.array(line, { minLength: 1, maxLength: 2 })
			.map((lines) => Object.fromEntries(lines)),
	},
	{
		weight: 1,
		arbitrary: fc.array(
			line.map((one) => Object.fromEntries([one])),
			{ minLength: 1, maxLength: 2 },
		),
	},
	{
		weight: 1,
		arbitrary: fc.array(
			text.filter((value) => value !== ''),
			{ minLength: 1, maxLength: 2 },
		),
	},
);
const condition = fc.constantFrom(
	'sel_a',
	'not sel_a',
	'sel_a and not sel_b',
	'sel_a or sel_b and not other',
	'not (sel_a or other) and sel_b',
	'1 of sel_*',
	'all of sel_*',
	'all of them',
	'other and not 1 of sel_*',
);
const value = fc.oneof(
	{ weight: 6, arbitrary: text },
	{ weight: 2, arbitrary: plain.map((each) => Buffer.from(`x${each}`).toString('base64')) },
	{
		weight: 1,
		arbitrary: fc
			.constantFrom('xyz', 'a b', 'ab')
			.map((each) => Buffer.from(`-${each}-`, 'utf16le').toString('base64')),
	},
	{ weight: 2, arbitrary: number },
	{ weight: 2, arbitrary: address },
);
const event = fc.record({ One: value, Other: value, Third: value }, { requiredKeys: [] });

it('agrees on random rules and events', () => {
	let [met, compared] = [0, 0];
	fc.assert(
		fc.property(
			fc.record({ sel_a: selection, sel_b: selection, other: selection, condition }),
			fc.array(event, { minLength: 4, maxLength: 8 }),
			(detection, events) => {
				const rule = { title: 'r', logsource: { product: 'x' }, detection };
				const [result] = importSigma(JSON.stringify(rule));
				expect([result?.reason, detection]).toEqual(['log source', detection]);
				const predicate = compilePredicate(parseQuery(result!.profile!.rule.steps[0]!.query));
				for (const fields of events) {
					const stored = Object.fromEntries(
						Object.entries(fields).map(([name, each]) => [name.toUpperCase(), each]),
					);
					const wanted = evaluate(detection, { ...fields, LOGTYPE: 'x' } as Event);
					expect([predicate({ LOGTYPE: 'x', ...stored }), detection, fields]).toEqual([
						wanted,
						detection,
						fields,
					]);
					compared++;
					if (wanted) met++;
				}
			},
		),
		{ numRuns: Number(process.env['SIGMA_RUNS'] ?? runs(1_500, 400)) },
	);
	expect(met / compared).toBeGreaterThan(0.15);
	expect(met / compared).toBeLessThan(0.85);
});
