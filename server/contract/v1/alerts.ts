/**
 * V1 alerts and alert profiles: requests and answers. Alerts answer in the envelopes of the search.
 *
 * Sources: synchronous-alert.html, asynchronous-alert.html and get-alert-profiles.html under
 * https://www.manageengine.com/log-management/help/api-settings/
 */
import { z } from 'zod';
import { numericIdOut, v1List } from '../shared/ids';
import { cursor, query } from '../shared/query';
import {
	looseWords,
	PROFILE_STATES,
	PROFILE_TYPES,
	SEVERITIES,
	STATUSES,
} from '../shared/vocabulary';
import { v1Range } from './search';

const filters = {
	query: query.default('*'),
	alert_profiles: v1List('alert profile ids')
		.optional()
		.meta({ description: 'Alert profiles; all by default', example: [1, 2, 601] }),
	severity: looseWords(SEVERITIES)
		.optional()
		.meta({
			description: 'Severities, in any case; all by default: Critical, Trouble, Attention',
			example: ['CRITICAL'],
		}),
	status: looseWords(STATUSES)
		.optional()
		.meta({
			description:
				'Statuses, in any case; all by default: Open, Inprogress (or In-progress, IN_PROGRESS), Closed',
			example: ['OPEN'],
		}),
	...v1Range,
};

/** Body of `POST /RestAPI/v1/alerts`; with a cursor the rest is ignored. Unknown keys are ignored (assumed). */
export const v1AlertsRequest = z.object({ ...filters, cursor: cursor.optional() });

/** Body of `POST /RestAPI/v1/alerts/async`. */
export const v1AlertsAsyncRequest = z.object(filters);

/** Body of `POST /RestAPI/v1/meta/alert_profiles`. Filter words are observed. */
export const v1AlertProfilesRequest = z.object({
	type: looseWords(PROFILE_TYPES)
		.optional()
		.meta({ description: 'Predefined, Custom, Correlation; all by default', example: ['Custom'] }),
	severity: looseWords(SEVERITIES)
		.optional()
		.meta({ description: 'Critical, Trouble, Attention; all by default', example: ['Critical'] }),
	status: looseWords(PROFILE_STATES)
		.optional()
		.meta({ description: 'Enabled, Disabled; all by default', example: ['Enabled'] }),
});

/** One alert profile; keys contain spaces (documented), those after the first are observed. */
const v1AlertProfile = z
	.strictObject({
		'Alert Id': numericIdOut.meta({ description: 'What alert_profiles takes', example: 1001 }),
		'Alert Profile Name': z.string().meta({ example: 'Repeated failed logons' }),
		Type: z.enum(PROFILE_TYPES),
		Severity: z.enum(['Critical', 'Trouble', 'Attention']),
		Status: z.enum(PROFILE_STATES),
		Notifications: z.array(z.string()).meta({ example: ['Email'] }),
	})
	.meta({ id: 'V1AlertProfile', description: 'An alert profile' });

/** Answer of alert profiles: correlation profiles stand apart. */
export const v1AlertProfilesResponse = z.strictObject({
	'Number of Records': z.int().min(0),
	'Profile Based Alerts': z.array(v1AlertProfile),
	'Correlation Alert Profiles': z.array(v1AlertProfile),
});
