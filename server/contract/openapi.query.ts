/** Says "integer" of whole numbers in the path and query, where number and digits are the same text. */

interface Parameter {
	in: string;
	schema?: { anyOf?: { type?: unknown }[] } & Record<string, unknown>;
}

/** Parameters of one operation, rewritten in place. */
function rewrite(parameters: readonly unknown[]): void {
	for (const parameter of parameters as Parameter[]) {
		const { anyOf, ...rest } = parameter.schema ?? {};
		const integer = anyOf?.find((branch) => branch.type === 'integer');
		if (integer) parameter.schema = { ...integer, ...rest };
	}
}

/**
 * Replaces "integer or string of digits" by "integer" in every parameter of a document.
 *
 * @param document changed in place
 * @returns the same document
 */
export function plainQueryIntegers<T extends { paths?: Record<string, unknown> | undefined }>(
	document: T,
): T {
	for (const item of Object.values(document.paths ?? {}))
		for (const entry of Object.values(item as Record<string, { parameters?: unknown[] }>))
			rewrite(entry.parameters ?? []);
	return document;
}
