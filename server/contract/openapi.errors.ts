/** Error answers of the OpenAPI document: one per HTTP status, with an example of every code that has it. */
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { ERROR_CODES, errorEntry, v1ErrorBody, v2ErrorBody, type ErrorCode } from './errors';
import type { Generation } from './operation';
import { v1ErrorResponse } from './v1/error';
import { v2ErrorResponse } from './v2/error';

const HEADERS = {
	'Retry-After': {
		description: 'Seconds to wait',
		schema: { type: 'integer' as const, minimum: 0 },
	},
};

/** An example of every error in both dialects, by `<dialect>_<code>`; the answers refer to them. */
export function errorExamples(): Record<string, { summary: string; value: unknown }> {
	const entries = ERROR_CODES.flatMap((code) => {
		const summary = errorEntry(code).remedy;
		return [
			[`v1_${code}`, { summary, value: v1ErrorBody(code) }] as const,
			[`v2_${code}`, { summary, value: v2ErrorBody(code) }] as const,
		];
	});
	return Object.fromEntries<{ summary: string; value: unknown }>(entries);
}

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
	const dialect = generation === 'v1' ? 'v1' : 'v2';
	const schema = dialect === 'v1' ? v1ErrorResponse : v2ErrorResponse;
	const statuses = [...new Set(codes.map((code) => errorEntry(code).status))];
	const responses = statuses.map((status) => {
		const ofStatus = codes.filter((code) => errorEntry(code).status === status);
		const examples = Object.fromEntries(
			ofStatus.map((code) => [code, { $ref: `#/components/examples/${dialect}_${code}` }]),
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
