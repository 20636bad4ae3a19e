/** Known words among the terms of an event: few are looked for one by one, many by looking at each word. */
import fc from 'fast-check';
import { WordIndex } from '../../../server/detection/word-index';

const word = fc.constantFrom('a', 'ab', 'abc', 'b', 'denied', 'é', 'x');

test('are found in the order in which they stand, however many are known', () => {
	const terms = fc.uniqueArray(fc.oneof(word, fc.stringMatching(/^[a-z=]{1,4}$/)), {
		maxLength: 8,
	});
	fc.assert(
		fc.property(fc.uniqueArray(word), terms, (known, all) => {
			const [index, large] = [new WordIndex<string>(), new WordIndex<string>()];
			for (const each of known) {
				index.add(`~${each}`, each);
				large.add(`~${each}`, each);
			}
			for (let n = 0; n < 10; n++) large.add(`~other${n}`, 'other');
			const text = Buffer.from(['@', 'f=~a', ...all.map((each) => `~${each}`)].join(' '));
			const wanted = all.filter((each) => (known as string[]).includes(each)).map((each) => [each]);
			expect(index.find(text)).toEqual(wanted);
			expect(large.find(text)).toEqual(wanted);
		}),
	);
	const fixed = new WordIndex<number>();
	fixed.add('~ab', 1);
	expect(fixed.find(Buffer.from('@ ~abc ~xab ~ab'))).toEqual([[1]]);
	expect(fixed.find(Buffer.from('@ ~abc ab ^ab'))).toEqual([]);
});
