/** Words told apart by their bytes. */
import fc from 'fast-check';
import { WordSet } from '../../../../server/logs/terms/word-set';

/** Adds words one after another into one buffer; which of them were new. */
function added(set: WordSet, words: readonly string[]): boolean[] {
	const bytes = Buffer.from(words.join(''));
	let at = 0;
	return words.map((word) => {
		const length = Buffer.byteLength(word);
		at += length;
		return set.add(bytes, at - length, length);
	});
}

const firsts = (words: readonly string[]) => words.map((word, at) => words.indexOf(word) === at);

describe('WordSet', () => {
	it('tells whether a word was there before, whatever was added before it was cleared', () => {
		const set = new WordSet();
		fc.assert(
			fc.property(fc.array(fc.string({ maxLength: 3 })), (words) => {
				set.clear();
				expect(added(set, words)).toEqual(firsts(words));
			}),
		);
	});

	it('grows', () => {
		const words = Array.from({ length: 4_000 }, (_, n) => `w${n % 3_000}`);
		expect(added(new WordSet(), words)).toEqual(firsts(words));
	});
});
