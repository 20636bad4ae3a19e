/** V2's error body: observed on Log360 Cloud, inferred for the on-prem product. */
import { z } from 'zod';

/** An error; `detail` can be missing in the product's answers, this server always gives it. */
export const v2ErrorResponse = z
	.strictObject({
		error: z.strictObject({
			code: z.string().regex(/^\d+$/).meta({ description: 'Numeric string', example: '10001015' }),
			title: z.string().meta({ example: 'Forbidden' }),
			detail: z.string().optional().meta({ example: 'The token lacks the scope search.READ.' }),
		}),
	})
	.meta({ id: 'V2Error', description: 'An error of V2' });
