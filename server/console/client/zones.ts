/** A field for a time zone: an offset or a name, with the names that the browser knows as suggestions. */
import { h } from './elements.js';
import { type FieldOptions, suggestions, textField } from './forms.js';

let lists = 0;

/** The field; left empty, no zone is told. */
export function zoneField(label: string, name: string, options: FieldOptions = {}): HTMLElement {
	const id = `zones-${++lists}`;
	const field = textField(label, name, {
		placeholder: 'Europe/Berlin or +02:00',
		...options,
		attributes: { list: id },
	});
	return h('div', {}, field, suggestions(id, Intl.supportedValuesOf('timeZone')));
}
