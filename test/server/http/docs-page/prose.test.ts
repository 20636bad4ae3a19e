import { inline, prose } from '../../../../server/http/docs-page/prose';

const text = (pieces: readonly { readonly text: string }[]) =>
	pieces.map((piece) => piece.text).join('');

it('makes paragraphs of blank lines', () => {
	expect(text(prose('one\n\ntwo <b>'))).toBe('<p>one</p><p>two &lt;b&gt;</p>');
});

it('makes code of what stands between back quotes', () => {
	expect(text(inline('a `b<` c'))).toBe('a <code>b&lt;</code> c');
});
