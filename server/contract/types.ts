/** Requests and answers of every operation as types; the node imports these and nothing else from the server. */
import type { z } from 'zod';
import type { OperationId, OperationTable } from './operations';

type Part<Id extends OperationId, Name extends string> = OperationTable[Id]['request'] extends {
	readonly [K in Name]: infer Schema extends z.ZodType;
}
	? z.input<Schema>
	: never;

/** What may be sent as the JSON body, before defaults and tolerant spellings are worked in. */
export type RequestBody<Id extends OperationId> = Part<Id, 'body'>;

/** What may be sent as the query. */
export type RequestQuery<Id extends OperationId> = Part<Id, 'query'>;

/** What the path holds. */
export type RequestParams<Id extends OperationId> = Part<Id, 'params'>;

/** What the answer's JSON is; never where the answer is not JSON. */
export type ResponseBody<Id extends OperationId> =
	OperationTable[Id]['response'] extends infer Schema
		? Schema extends z.ZodType
			? z.output<Schema>
			: never
		: never;
