/** Turns the descriptions' plain text into HTML: paragraphs, and code between back quotes. */
import { html, type Html } from './html';

/** The paragraphs of a description. */
export function prose(text: string): Html[] {
	return text.split('\n\n').map((paragraph) => html`<p>${inline(paragraph)}</p>`);
}

/** One line of text; every other piece between back quotes is code. */
export function inline(text: string): Html[] {
	return text
		.split('`')
		.map((piece, at) => (at % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`));
}
