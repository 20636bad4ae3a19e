/** V1's error body: `ERROR_DESCRIPTION` is observed, `ERROR_CODE` assumed. */
import { z } from 'zod';

/** An error; the product can give it with a 2xx status too (observed). */
export const v1ErrorResponse = z
	.strictObject({
		ERROR_CODE: z.string().meta({ example: 'INVALID_TOKEN' }),
		ERROR_DESCRIPTION: z.string().meta({ example: 'The token is not known to this server.' }),
	})
	.meta({ id: 'V1Error', description: 'An error of V1' });
