import fc from 'fast-check';
import { RE2JS } from 're2js';
import { re2Source } from '../../../server/platform/re2-source';
import { runs } from '../../support/runs';

const both = (source: string, dotAll = false) => ({
	linear: RE2JS.compile(re2Source(source, dotAll)),
	native: new RegExp(source, dotAll ? 'us' : 'u'),
});

/** Everything that the two engines read differently when left alone. */
const SOURCES = [
	'a.b',
	'\\s+',
	'\\S+',
	'[\\s,]+',
	'[\\S]+',
	'[^\\s]+',
	'[^\\S]+',
	'\\w+\\b',
	'[\\b]',
	'\\u0041',
	'\\u{1F600}',
	'[\\u{1F600}-\\u{1F64F}]+',
	'\\x41',
	'\\cA',
	'\\0',
	'[^]',
	'[]a|b',
	'[[a]+',
	'[[:alpha:]+',
	'(?<n>a)(b)?',
	'a$',
	'^a',
	'\\/\\-'.replace('\\-', '[\\-]'),
	'\\p{L}+',
	'a{2,3}?',
	'(?:a|ab)(?:c|bcd)',
];

it.each(SOURCES)('%s finds the same as in JavaScript', (source) => {
	const texts = fc.string({
		unit: fc.constantFrom(
			...'ab AB\t\n\r\v\f\0\u0008\u0001[]:/-\u00a0\u2028\u2029\u180e\u200b\ufeff\u{1f600}é',
			'\u{1f600}',
		),
		maxLength: 12,
	});
	const { linear, native } = both(source);
	const { linear: all, native: nativeAll } = both(source, true);
	fc.assert(
		fc.property(texts, (text) => {
			expect(linear.exec(text)?.[0]).toBe(native.exec(text)?.[0]);
			expect(all.exec(text)?.[0]).toBe(nativeAll.exec(text)?.[0]);
		}),
		{ numRuns: runs(300) },
	);
});
