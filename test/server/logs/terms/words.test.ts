/** Words and case. */
import fc from 'fast-check';
import { fold, wordsOf } from '../../../../server/logs/terms/words';

describe('wordsOf', () => {
	it.each<[string, string[]]>([
		['', []],
		[' - ', []],
		['word', ['word']],
		[
			'Failed password for root from 10.0.0.1',
			['failed', 'password', 'for', 'root', 'from', '10', '0', '0', '1'],
		],
		['C:\\Windows\\svc_web.EXE', ['c', 'windows', 'svc_web', 'exe']],
		['-5 1.50', ['5', '1', '50']],
		['ÄRGER über Straße', ['ärger', 'über', 'straße']],
		['日本 語', ['日本', '語']],
		['a😀b\u0000c', ['a', 'b', 'c']],
		['half\ud83d x', ['half', 'x']],
		['İstanbul', ['i̇stanbul']],
		['e\u0301', ['e']],
	])('%j', (text, words) => expect(wordsOf(text)).toEqual(words));

	it('gives the same words on the ASCII path and on the other', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 40 }), (text) => {
				expect(wordsOf(`${text} é`)).toEqual([...wordsOf(text), 'é']);
			}),
		);
	});
});

describe('fold', () => {
	it('does not depend on neighbours: pieces fold to pieces of the folded whole', () => {
		const letters = fc.constantFrom('Σ', 'σ', 'ς', 'Α', 'A', 'İ', 'ß', ' ', '-', 'Ǆ', '😀');
		fc.assert(
			fc.property(fc.array(letters), fc.array(letters), (left, right) => {
				expect(fold(left.join('') + right.join(''))).toBe(
					fold(left.join('')) + fold(right.join('')),
				);
			}),
		);
	});
});
