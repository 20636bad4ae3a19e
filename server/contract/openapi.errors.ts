/** Error answers of the OpenAPI document: one per HTTP status, with an example of every code that has it. */
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { errorEntry, v1ErrorBody, v2ErrorBody, type ErrorCode } from './errors';
import type { Generation } from './operation';
import { v1ErrorResponse } from './v1/error';
import { v2ErrorResponse } from './v2/error';

const HEADERS = {
	'Retry-After': {
		description: 'Seconds to wait',
		schema: { type: 'integer' as const, minimum: 0 },
	},
};

/**
 * The error answers of an operation.
 *
 * @param codes every error the operation can give
 * @param generation dialect of the bodies; extensions speak V2's (assumed)
 * @returns response objects by status
 */
export function errorResponses(
	codes: readonly ErrorCode[],
	generation: Generation,
): Record<string, ZodOpenApiResponseObject> {
	const body = generation === 'v1' ? v1ErrorBody : v2ErrorBody;
	const schema = generation === 'v1' ? v1ErrorResponse : v2ErrorResponse;
	const statuses = [...new Set(codes.map((code) => errorEntry(code).status))];
	const responses = statuses.map((status) => {
		const ofStatus = codes.filter((code) => errorEntry(code).status === status);
		const examples = Object.fromEntries(
			ofStatus.map((code) => [code, { summary: errorEntry(code).remedy, value: body(code) }]),
		);
		const response: ZodOpenApiResponseObject = {
			description: ofStatus.join(', '),
			content: { 'application/json': { schema, examples } },
			...(status === 429 || status === 503 ? { headers: HEADERS } : {}),
		};
		return [String(status), response] as const;
	});
	return Object.fromEntries(responses);
}
