/**
 * V2 alerts and alert profiles: requests and answers. Alerts answer in the envelope of the search.
 *
 * Source: https://www.manageengine.com/uk/products/eventlog/api/v2/alerts
 */
import { z } from 'zod';
import { numericId, numericIdOut, numericIds } from '../shared/ids';
import { responseType, SEVERITIES, v2Severity, v2Status } from '../shared/vocabulary';
import { timeField } from '../extension/time-field';
import { v2DataResponse, v2ListResponse, v2PageQuery } from './envelope';
import {
	checkTimeOrder,
	checkWindowOrCursor,
	v2Window,
	v2WindowOrCursor,
	windowOrCursorRule,
} from './window';

const filters = {
	status: v2Status.optional(),
	severity: v2Severity.optional(),
	profile_ids: numericIds()
		.optional()
		.meta({ description: 'Alert profiles, at most 100; all by default', example: [1801] }),
	response_type: responseType.optional(),
};

/** Body of `POST /api/v2/alerts`. With a cursor the other keys are ignored, save `query`, which is an error. */
export const v2AlertsRequest = z
	.strictObject({ ...v2WindowOrCursor, ...filters, time_field: timeField.optional() })
	.superRefine(checkWindowOrCursor)
	.meta({ override: windowOrCursorRule });

/** Body of `POST /api/v2/alerts/async` (assumed, by analogy with the search). */
export const v2AlertsAsyncRequest = z
	.strictObject({ ...v2Window, ...filters })
	.superRefine(checkTimeOrder);

/** Query of `GET /api/v2/alerts/profile` (paging assumed). */
export const v2AlertProfilesRequest = z.strictObject(v2PageQuery);

/** Path of `GET /api/v2/alerts/profile/{profile_id}`. */
export const v2AlertProfileParams = z.strictObject({
	profile_id: numericId.meta({ description: 'Alert profile', example: 1801 }),
});

/** One alert profile (assumed keys). */
const v2AlertProfile = z
	.strictObject({
		profile_id: numericIdOut.meta({ description: 'What profile_ids takes', example: 1801 }),
		profile_name: z.string().meta({ example: 'Repeated failed logons' }),
		description: z.string(),
		type: z.enum(['predefined', 'custom', 'correlation']),
		severity: z.enum(SEVERITIES),
		status: z.enum(['enabled', 'disabled']),
		notifications: z.array(z.string()).meta({ example: ['email'] }),
	})
	.meta({ id: 'V2AlertProfile', description: 'An alert profile' });

/** Answer of the list. */
export const v2AlertProfilesResponse = v2ListResponse('profiles', v2AlertProfile);

/** Answer of one profile. */
export const v2AlertProfileResponse = v2DataResponse(v2AlertProfile);
