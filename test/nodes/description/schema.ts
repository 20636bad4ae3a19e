/** Checks values against the part of JSON Schema that output schemas of n8n use. */

export interface Schema {
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
}

/**
 * What of a value is not as the schema says; nothing where all is.
 *
 * @param open whether fields that the schema does not name may occur
 */
export function mismatches(
	value: unknown,
	schema: Schema,
	settings: { readonly open: boolean },
	path = '$',
): string[] {
	const types = [schema.type ?? []].flat();
	const actual = typeOf(value);
	if (!types.includes(actual)) return [`${path} is ${actual}, not ${types.join(' or ')}`];
	if (Array.isArray(value)) {
		const { items } = schema;
		return value.flatMap((entry, index) =>
			items ? mismatches(entry, items, settings, `${path}[${index}]`) : [],
		);
	}
	if (actual !== 'object') return [];
	return Object.entries(value as object).flatMap(([key, inner]) => {
		const known = schema.properties?.[key];
		if (known) return mismatches(inner, known, settings, `${path}.${key}`);
		return settings.open ? [] : [`${path}.${key} is not in the schema`];
	});
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}
