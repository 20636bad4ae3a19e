/** HTML as text that is escaped wherever a value goes in. */

/** A piece of HTML that is safe to put into a page. */
export class Html {
	/** @param text markup, not escaped: only {@link html} should call this with anything but a constant */
	constructor(readonly text: string) {}
}

/** What may stand in a template: texts are escaped, pieces of HTML are not, false and undefined leave nothing. */
type Value = string | number | Html | readonly Html[] | false | undefined;

const ENTITIES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#39;',
	}),
);

/** Template tag: `` html`<p>${text}</p>` ``. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
	return new Html(String.raw({ raw: strings }, ...values.map(insert)));
}

function insert(value: Value): string {
	if (value === false || value === undefined) return '';
	if (value instanceof Html) return value.text;
	if (typeof value === 'object') return value.map(({ text }) => text).join('');
	return String(value).replace(/[&<>"']/g, (character) => ENTITIES.get(character) as string);
}
