/** The parts of an OpenAPI document that the reference page shows. */

/** A JSON schema, as far as it is shown. */
export interface Schema {
	readonly $ref?: string;
	readonly type?: string | readonly string[];
	readonly format?: string;
	readonly description?: string;
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly default?: unknown;
	readonly example?: unknown;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly items?: Schema;
	readonly anyOf?: readonly Schema[];
	readonly oneOf?: readonly Schema[];
	readonly additionalProperties?: Schema | boolean;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minItems?: number;
	readonly maxItems?: number;
	readonly pattern?: string;
}

/** A body of one media type. */
export interface Media {
	readonly schema?: Schema;
	readonly example?: unknown;
}

/** A parameter in the path or the query. */
export interface Parameter {
	readonly in: string;
	readonly name: string;
	readonly required?: boolean;
	readonly description?: string;
	readonly schema?: Schema;
}

/** One answer. */
export interface Answer {
	readonly description?: string;
	readonly content?: Readonly<Record<string, Media>>;
}

/** One operation. */
export interface DocumentedOperation {
	readonly operationId: string;
	readonly tags?: readonly string[];
	readonly summary?: string;
	readonly description?: string;
	readonly parameters?: readonly Parameter[];
	readonly requestBody?: {
		readonly required?: boolean;
		readonly content: Readonly<Record<string, Media>>;
	};
	readonly responses: Readonly<Record<string, Answer>>;
	readonly 'x-evidence'?: string;
	readonly 'x-scope'?: string;
}

/** The document. */
export interface ApiDocument {
	readonly info: {
		readonly title: string;
		readonly version: string;
		readonly description?: string;
	};
	readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
	readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** The schema behind a reference, with the reference's own keys over it; schemas without one as they are. */
export function resolve(schema: Schema, document: ApiDocument): Schema {
	if (schema.$ref === undefined) return schema;
	const { $ref, ...own } = schema;
	const name = $ref.replace('#/components/schemas/', '');
	const target = document.components?.schemas?.[name];
	return target === undefined ? own : { ...resolve(target, document), ...own };
}
