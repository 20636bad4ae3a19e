/** Contract: the one place where the wire is written down; what others may use of it. */

/** The catalogue of every error the server can give, in both dialects, with what the caller should do about it. */
export {
	ERROR_CODES,
	type ErrorCode,
	errorEntry,
	ERRORS,
	v1ErrorBody,
	v2ErrorBody,
} from './errors';

/** An example of every operation, for the OpenAPI document and the tests. */
export { EXAMPLES } from './examples';

/** Turns what zod found wrong into one clear sentence per problem, and into the catalogue's error code. */
export { check, explain } from './explain';

/** Counting events by time and by values: an extension of this server. */
export { MAX_BUCKETS } from './extension/aggregate';

/** Extension: which time of an alert a range and an order are about. */
export type { TimeField } from './extension/time-field';

/** The operations that this server answers; a test compares the list with the mounted routes. */
export { IMPLEMENTED } from './implemented';

/** The OpenAPI 3.1 document of the server, made from the operation table. */
export { openApiDocument } from './openapi';

/** The shape of one row of the operation table: where an operation is, who may call it, how sure we are. */
export { errorsOf, isRateLimited, isSearch, type Operation, takesJson } from './operation';

/** The one table of every operation: the routes, the OpenAPI document, the coverage table and the node's types are made from it. */
export {
	operation,
	OPERATION_IDS,
	type OperationId,
	OPERATIONS,
	type OperationTable,
} from './operations';

/** The scopes that a V2 token can hold: the vendor's table, and what this project adds to it. */
export { ALL_SCOPES, hasScope, isScope, type Scope, SCOPES } from './scopes';

/** The closed lists of the API, severities, statuses and kinds, free of any library: threads read them too. */
export { SEVERITIES, type Severity, type Status, STATUSES } from './shared/closed-lists';

/** Whole numbers on the wire: JSON numbers in bodies, and digits in strings, as queries carry them. */
export { wireInteger } from './shared/integer';

/** How the lines of an ingest are read, as its query says it. */
export { ingestRequest } from './extension/server';

/** Requests and answers of every operation as types; the node imports these and nothing else from the server. */
export type { ResponseBody } from './types';
