import { Html, html } from '../../../../server/http/docs-page/html';

it('escapes texts, also inside of attributes', () => {
	const evil = `<script>alert("1" & '2')</script>`;
	expect(html`<p title="${evil}">${evil}</p>`.text).toBe(
		'<p title="&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;">' +
			'&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;</p>',
	);
});

it('takes pieces of HTML, lists of them and numbers as they are, and nothing for false', () => {
	const items = ['a', '<'].map((text) => html`<li>${text}</li>`);
	expect(html`${items}`.text).toBe('<li>a</li><li>&lt;</li>');
	expect(html`${1}${false}${undefined}${new Html('<hr>')}`.text).toBe('1<hr>');
});
