/** Shows the keys of a schema as rows of a table, nested ones with their path. */
import { type ApiDocument, resolve, type Schema } from './document';
import { html, type Html } from './html';
import { inline } from './prose';
import { typeWords } from './type-words';

/** Nesting beyond this is not shown; no schema of the contract is that deep. */
const MAX_DEPTH = 8;

/** The table of all keys; undefined when the schema has none. */
export function schemaTable(schema: Schema, document: ApiDocument): Html | undefined {
	const rows = keyRows(schema, document, '', 0);
	if (rows.length === 0) return undefined;
	return html`<table>
		<thead>
			<tr>
				<th>key</th>
				<th>type</th>
				<th>meaning</th>
			</tr>
		</thead>
		<tbody>
			${rows}
		</tbody>
	</table>`;
}

/** One row of a table of keys or parameters. */
export function row(name: string, schema: Schema, required: boolean, meaning = ''): Html {
	const note = schema.default === undefined ? '' : ` Default: ${JSON.stringify(schema.default)}.`;
	return html`<tr>
		<td><code>${name}</code>${required && html` <em>required</em>`}</td>
		<td>${typeWords(schema)}</td>
		<td>${inline(meaning || schema.description || '')}${note}</td>
	</tr>`;
}

function keyRows(given: Schema, document: ApiDocument, prefix: string, depth: number): Html[] {
	if (depth > MAX_DEPTH) return [];
	const schema = resolve(given, document);
	if (schema.items !== undefined) return keyRows(schema.items, document, `${prefix}[]`, depth + 1);
	if (schema.properties === undefined) {
		return (schema.anyOf ?? schema.oneOf ?? []).flatMap((choice) =>
			keyRows(choice, document, prefix, depth + 1),
		);
	}
	return Object.entries(schema.properties).flatMap(([key, property]) => {
		const path = prefix === '' ? key : `${prefix}.${key}`;
		const shown = resolve(property, document);
		const required = schema.required?.includes(key) === true;
		return [row(path, shown, required), ...keyRows(shown, document, path, depth + 1)];
	});
}
