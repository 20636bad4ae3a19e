/** Extension: judges a query without running it for its hits. */
import { z } from 'zod';
import { query } from '../shared/query';
import { v2Time } from '../shared/time';
import { v2DataResponse } from '../v2/envelope';
import { checkTimeOrder } from '../v2/window';

/** Body of `POST /api/v2/search/check`; hits are counted when both times are there. */
export const checkQueryRequest = z
	.strictObject({
		query,
		start_time: v2Time.optional(),
		end_time: v2Time.optional(),
		target: z
			.enum(['logs', 'alerts'], { error: 'expected one of logs, alerts' })
			.default('logs')
			.meta({ description: 'What the query is to search', example: 'logs' }),
	})
	.superRefine(checkTimeOrder);

/** Answer: a query that cannot be parsed is no error here, but `valid: false`. */
export const checkQueryResponse = v2DataResponse(
	z.strictObject({
		valid: z.boolean(),
		error: z.string().optional().meta({
			description: 'Why it cannot be parsed: where, what was found, what was expected',
		}),
		position: z.int().min(1).optional().meta({ description: 'Character of the error, from 1' }),
		everything: z.boolean().optional().meta({ description: 'Whether it selects everything' }),
		fields: z
			.array(
				z.strictObject({
					name: z.string().meta({ example: 'USERNAMEX' }),
					known: z.boolean().meta({ description: 'Whether any stored log or alert has it' }),
					hint: z
						.string()
						.optional()
						.meta({ description: 'The field that was perhaps meant', example: 'USERNAME' }),
				}),
			)
			.optional()
			.meta({ description: 'Fields that it compares' }),
		unknown_fields: z
			.array(z.string())
			.optional()
			.meta({ description: 'Of these no stored log has a value: they match nothing' }),
		hits: z
			.strictObject({
				count: z.int().min(0),
				exact: z.boolean().meta({ description: 'false: there are at least so many' }),
			})
			.optional()
			.meta({ description: 'Hits in the range; left out without a range' }),
	}),
);
