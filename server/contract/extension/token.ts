/** Extension: what a token can do and how long. */
import { z } from 'zod';
import { v2TimeOut } from '../shared/time';
import { v2DataResponse } from '../v2/envelope';

/** Answer of `GET /api/v2/token`. */
export const tokenResponse = v2DataResponse(
	z.strictObject({
		token_id: z.string().meta({ example: 'tok_4Hq2mZ8sLx1' }),
		name: z.string().meta({ example: 'n8n' }),
		generation: z.enum(['v1', 'v2']),
		scopes: z.array(z.string()).meta({
			description: 'Empty for a V1 token, which may do all of V1',
			example: ['search.READ'],
		}),
		created_time: v2TimeOut,
		expires_time: v2TimeOut.optional().meta({ description: 'Left out when it never expires' }),
		expires_in_seconds: z.int().min(0).optional(),
		server_time: v2TimeOut.meta({ description: "The server's clock, by which it expires" }),
	}),
);
