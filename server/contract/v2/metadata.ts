/**
 * V2 metadata: log fields and users. Paths: documented (fields), observed (users); answer keys are assumed.
 *
 * Source: https://www.manageengine.com/au/products/eventlog/api/v2/metadata/
 */
import { z } from 'zod';
import { numericIdOut } from '../shared/ids';
import { v2ListResponse, v2PageQuery } from './envelope';

/** Query of `GET /api/v2/meta/log-fields`; `log_type_id` is documented for Cloud only. */
export const v2LogFieldsRequest = z.strictObject({
	log_type_id: z
		.string()
		.min(1)
		.max(120)
		.optional()
		.meta({ description: 'Only the fields of this log type', example: 'Windows' }),
});

/** One log field, with the two names the V1 page of Log360 gives. */
const v2LogField = z
	.strictObject({
		client_value: z.string().meta({ description: 'Display name', example: 'Severity' }),
		server_value: z.string().meta({ description: 'Name in queries', example: 'SEVERITY' }),
	})
	.meta({ id: 'V2LogField', description: 'A log field' });

/** Answer of `GET /api/v2/meta/log-fields`. */
export const v2LogFieldsResponse = v2ListResponse('fields', v2LogField);

/** Query of `GET /api/v2/meta/users`. */
export const v2UsersRequest = z.strictObject(v2PageQuery);

/** One user who can be an assignee. */
const v2User = z
	.strictObject({
		user_id: numericIdOut.meta({ example: 1 }),
		user_name: z.string().meta({ example: 'admin' }),
		role: z.string().meta({ example: 'Administrator' }),
		email: z.string().optional().meta({ example: 'admin@example.com' }),
	})
	.meta({ id: 'V2User', description: 'A user of the product' });

/** Answer of `GET /api/v2/meta/users`. */
export const v2UsersResponse = v2ListResponse('users', v2User);
