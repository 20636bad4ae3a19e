/** What only this server offers: ingest, health, metrics and its own description. */
import { z } from 'zod';

/** Query of `POST /ingest`. */
export const ingestRequest = z.strictObject({
	format: z
		.string()
		.min(1)
		.max(64)
		.optional()
		.meta({ description: 'Format of the lines; detected by default', example: 'syslog' }),
});

/** Answer of the ingest: good lines are durable, bad ones are named. */
export const ingestResponse = z.strictObject({
	accepted: z.int().min(0).meta({ description: 'Lines stored', example: 1000 }),
	rejected: z.int().min(0).meta({ description: 'Lines refused', example: 1 }),
	errors: z.array(
		z.strictObject({
			line: z.int().min(1).meta({ description: 'Number of the line, from 1', example: 17 }),
			message: z.string().meta({ example: 'not valid JSON' }),
		}),
	),
});

/** Answer of `GET /health`; more keys may follow. */
export const healthResponse = z.looseObject({
	status: z.enum(['ok', 'starting', 'stopping']),
});

/** Answer of `GET /openapi.json`. */
export const openapiResponse = z.looseObject({ openapi: z.string().meta({ example: '3.1.0' }) });
