/** The shape of one row of the operation table: where an operation is, who may call it, how sure we are. */
import type { z } from 'zod';
import type { ErrorCode } from './errors';
import type { Evidence } from './evidence';
import type { Scope } from './scopes';

export type Generation = 'v1' | 'v2' | 'extension';
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The schemas of a request's parts; a part that is absent takes nothing. */
interface RequestSchemas {
	readonly params?: z.ZodType;
	readonly query?: z.ZodType;
	readonly body?: z.ZodType;
}

/** One operation of one generation. */
export interface Operation {
	/** Heading it stands under in documents and in the node. */
	readonly resource: string;
	readonly generation: Generation;
	readonly method: Method;
	/** Whole path from the root, parameters as `{name}`. */
	readonly path: string;
	/** Scope that the token needs; null where no token is needed, or any will do. */
	readonly scope: Scope | null;
	/** A good token of either generation is needed, whatever its scopes. */
	readonly anyToken?: true;
	/** How sure method and path are. */
	readonly evidence: Evidence;
	/** How sure the request's and the answer's shape are. */
	readonly bodyEvidence: Evidence;
	/** Vendor page, or the reason why the operation is assumed to look so. */
	readonly source: string;
	/** One line, in the imperative. */
	readonly summary: string;
	/** Oddities that a caller should know. */
	readonly description?: string;
	readonly request: RequestSchemas;
	/** The query's parameters are also read from a JSON body: the vendor's samples contradict themselves there. */
	readonly queryAlsoInBody?: true;
	/** Schema of the answer; null where it is not JSON. */
	readonly response: z.ZodType | null;
	/** Media type of an answer that is not JSON. */
	readonly responseType?: string;
	/** Media type of a body that is not JSON. */
	readonly requestType?: string;
	/** Errors of this operation, beside those that `errorsOf` adds for all. */
	readonly errors: readonly ErrorCode[];
}

const TOKEN_ERRORS: readonly ErrorCode[] = [
	'missing_token',
	'invalid_token',
	'expired_token',
	'revoked_token',
];

const SCOPE_ERRORS: readonly ErrorCode[] = ['wrong_generation_token', 'wrong_scope'];

const BODY_ERRORS: readonly ErrorCode[] = [
	'malformed_json',
	'unsupported_media_type',
	'body_too_large',
];

/** Whether the operation reads a JSON body. */
export function takesJson(operation: Operation): boolean {
	// Asked of all operations at every start: a look at the schema would make it.
	return 'body' in operation.request || operation.queryAlsoInBody === true;
}

/** Whether the limit of requests per minute holds: for all of V2, extensions of V2 included (documented), and for V1 (assumed). */
export function isRateLimited({ path }: Operation): boolean {
	return path.startsWith('/api/v2/') || path.startsWith('/RestAPI/');
}

/** Whether the operation searches while its caller waits: those are limited in number. */
export function isSearch({ errors, method, path }: Operation): boolean {
	return errors.includes('too_many_searches') && method === 'POST' && !path.endsWith('/async');
}

/** Whether the operation needs a token. */
export function needsToken({ scope, anyToken }: Operation): boolean {
	return scope !== null || anyToken === true;
}

/**
 * Every error that an operation can give, its own first.
 *
 * @param operation row of the table
 */
export function errorsOf(operation: Operation): ErrorCode[] {
	const { params, query, body } = operation.request;
	const codes: ErrorCode[] = [...operation.errors];
	if (params ?? query ?? body) codes.push('invalid_parameter');
	if (takesJson(operation)) codes.push(...BODY_ERRORS);
	if (operation.scope !== null) codes.push(...TOKEN_ERRORS, ...SCOPE_ERRORS);
	if (operation.anyToken === true) codes.push(...TOKEN_ERRORS);
	if (operation.generation === 'v1') codes.push('v1_gone');
	if (isRateLimited(operation)) codes.push('rate_limited');
	codes.push('internal', 'unavailable');
	return [...new Set(codes)];
}
