/** The OpenAPI 3.1 document of the server, made from the operation table. */
import {
	createDocument,
	type ZodOpenApiOperationObject,
	type ZodOpenApiPathsObject,
} from 'zod-openapi';
import type { z } from 'zod';
import { EXAMPLES } from './examples';
import { EVIDENCE } from './evidence';
import { errorExamples, errorResponses } from './openapi.errors';
import { plainQueryIntegers } from './openapi.query';
import { errorsOf, needsToken, type Operation } from './operation';
import { operation, OPERATION_IDS, type OperationId } from './operations';
import { SCOPES } from './scopes';

/** The document; its type is zod-openapi's. */
export type OpenApiDocument = ReturnType<typeof createDocument>;

/** What the document says of the server it describes. */
export interface OpenApiOptions {
	/** Version of the server. */
	readonly version: string;
	/** Base address that clients see, such as `http://localhost:8095`; relative addresses by default. */
	readonly serverUrl?: string;
}

type ZodObjectLike = z.ZodObject;

/** A preprocessed schema is a pipe from a transform; parameters are listed from the object behind it. */
function objectBehind(schema: z.ZodType): ZodObjectLike {
	const def = schema._zod.def as { type: string; in?: z.ZodType; out?: z.ZodType };
	if (def.type !== 'pipe' || def.in === undefined || def.out === undefined)
		return schema as ZodObjectLike;
	return objectBehind(def.in._zod.def.type === 'transform' ? def.out : def.in);
}

function parametersOf({ request }: Operation): ZodOpenApiOperationObject['requestParams'] {
	return {
		...(request.params ? { path: objectBehind(request.params) } : {}),
		...(request.query ? { query: objectBehind(request.query) } : {}),
	};
}

/** Whether a body may be left out: where nothing at all passes as the body `{}`. */
function bodyIsOptional(schema: z.ZodType): boolean {
	return schema.safeParse({}).success;
}

function bodyOf(id: OperationId, row: Operation): ZodOpenApiOperationObject['requestBody'] {
	const { body } = row.request;
	if (row.requestType !== undefined)
		return { required: true, content: { [row.requestType]: { schema: { type: 'string' } } } };
	if (body === undefined) return undefined;
	const example = EXAMPLES[id].body;
	return {
		required: !bodyIsOptional(body),
		content: {
			'application/json': { schema: body, ...(example === undefined ? {} : { example }) },
		},
	};
}

function successOf(id: OperationId, row: Operation): Record<string, unknown> {
	if (row.response === null)
		return { [row.responseType ?? 'application/octet-stream']: { schema: { type: 'string' } } };
	const example = EXAMPLES[id].response;
	return {
		'application/json': { schema: row.response, ...(example === undefined ? {} : { example }) },
	};
}

function describe(row: Operation): string {
	const lines = [
		row.description,
		tokenWords(row),
		`Method and path: ${row.evidence} (${EVIDENCE[row.evidence]}). Request and answer: ${row.bodyEvidence}.`,
		`Source: ${row.source}`,
	];
	return lines.filter((line) => line !== undefined).join('\n\n');
}

function tokenWords(row: Operation): string {
	if (row.scope !== null) return `Scope: \`${row.scope}\`.`;
	return row.anyToken === true ? 'Needs a token, whatever its scopes.' : 'Needs no token.';
}

function operationObject(id: OperationId): ZodOpenApiOperationObject {
	const row = operation(id);
	const requestParams = parametersOf(row);
	const requestBody = bodyOf(id, row);
	return {
		operationId: id,
		tags: [row.resource],
		summary: row.summary,
		description: describe(row),
		...(requestParams && Object.keys(requestParams).length > 0 ? { requestParams } : {}),
		...(requestBody ? { requestBody } : {}),
		responses: {
			'200': { description: 'Success', content: successOf(id, row) },
			...errorResponses(errorsOf(row), row.generation),
		},
		security: needsToken(row) ? [{ AuthToken: row.scope === null ? [] : [row.scope] }] : [],
		'x-evidence': row.evidence,
		'x-evidence-body': row.bodyEvidence,
		'x-source': row.source,
		...(row.scope === null ? {} : { 'x-scope': row.scope }),
		...(row.evidence === 'extension' ? { 'x-extension': true } : {}),
	} as ZodOpenApiOperationObject;
}

function paths(): ZodOpenApiPathsObject {
	const all: Record<string, Record<string, unknown>> = {};
	for (const id of OPERATION_IDS) {
		const { path, method } = operation(id);
		// eslint-disable-next-line log360/no-object-table -- paths of the contract
		all[path] = { ...all[path], [method.toLowerCase()]: operationObject(id) };
	}
	return all;
}

function tags(): { name: string }[] {
	return [...new Set(OPERATION_IDS.map((id) => operation(id).resource))].map((name) => ({ name }));
}

/**
 * Makes the document. It is the same on every call with the same options, so it can be made once at start.
 *
 * @param options what the document says of the server
 */
export function openApiDocument(options: OpenApiOptions): OpenApiDocument {
	const document = createDocument(
		{
			openapi: '3.1.0',
			info: {
				title: 'log360-server',
				version: options.version,
				description:
					'A reference backend for the Log360 REST API, V1 and V2. `x-evidence` says of every operation how sure its method and path are, `x-evidence-body` the same of its request and answer.',
				license: { name: 'MIT', identifier: 'MIT' },
			},
			servers: [{ url: options.serverUrl ?? '/' }],
			tags: tags(),
			paths: paths(),
			components: {
				examples: errorExamples(),
				securitySchemes: {
					AuthToken: {
						type: 'http',
						scheme: 'bearer',
						description:
							'Token of the API settings. V2 tokens carry scopes and an expiry, V1 tokens have full access.',
					},
				},
			},
			'x-scopes': SCOPES,
		},
		{
			override: ({ jsonSchema }) => {
				// The pattern of a date-time is a screen long and says no more than the format.
				if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
			},
		},
	);
	return plainQueryIntegers(document);
}
