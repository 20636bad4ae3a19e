/** Extension: one alert, its history, its incident, and what people do about alerts. The vendor's API only lists them. */
import { z } from 'zod';
import { hit } from '../shared/hit';
import { numericId, numericIdOut, numericIds } from '../shared/ids';
import { query } from '../shared/query';
import { v2Time, v2TimeOut } from '../shared/time';
import { responseType, v2Severity, v2Status } from '../shared/vocabulary';
import { v2DataResponse } from '../v2/envelope';
import { v2IncidentSummary } from '../v2/incident';
import { checkTimeOrder } from '../v2/window';
import { note, updated, userName } from './shared';
import { timeField } from './time-field';

/** Path of one alert. */
export const alertParams = z.strictObject({
	alert_id: numericId.meta({
		description: 'ALERT_ID of the alert',
		example: 1769857200000000,
	}),
});

/** Query of what gives one alert. */
export const alertQuery = z.strictObject({ response_type: responseType.default('server') });

/** One alert: what it is, who has it, and its hit as the list gives it. */
const alert = z
	.strictObject({
		alert_id: numericIdOut.meta({ example: 1769857200000000 }),
		profile_id: numericIdOut.meta({ example: 1301 }),
		profile_name: z.string().meta({ example: 'Unix: repeated failed SSH logons' }),
		severity: z.string().meta({
			description: 'critical, trouble, attention; as client: Critical, Trouble, Attention',
			example: 'trouble',
		}),
		status: z.string().meta({
			description: 'open, in_progress, closed; as client: Open, In progress, Closed',
			example: 'open',
		}),
		assignee: z.string().optional(),
		time: v2TimeOut.meta({ description: 'Time of the event that raised it' }),
		raised_time: v2TimeOut
			.optional()
			.meta({ description: 'When it was raised; alerts of earlier versions have none' }),
		group: z
			.string()
			.optional()
			.meta({ description: 'What its events have in common, in words', example: 'HOSTNAME web01' }),
		event_count: z.int().min(1).meta({ description: 'Events that belong to it', example: 10 }),
		event_ids: z
			.array(numericIdOut)
			.meta({ description: 'Events that fulfilled the rule, oldest first, the latest 100' }),
		incident_id: numericIdOut.optional().meta({ description: 'Incident that it made or joined' }),
		hit,
	})
	.meta({ id: 'Alert', description: 'An alert, with its hit as the list of alerts gives it' });

/** Answer that gives one alert. */
export const alertResponse = v2DataResponse(alert);

const change = {
	status: v2Status.optional(),
	assignee: userName.nullable().optional().meta({ description: 'null clears it' }),
	note: note.optional().meta({ description: 'Why; kept in the history' }),
};

const someChange = (body: Partial<Record<keyof typeof change, unknown>>, ctx: z.RefinementCtx) => {
	if (body.status !== undefined || body.assignee !== undefined || body.note !== undefined) return;
	ctx.addIssue({ code: 'custom', message: 'expected status, assignee or note, got none of them' });
};

/** Body of `PUT /api/v2/alerts/{alert_id}`. */
export const updateAlertRequest = z.strictObject(change).superRefine(someChange);

/** Answer of the change. */
export const updateAlertResponse = z.strictObject({
	data: alert,
	meta: z.strictObject({ updated }),
});

/** Body of `PUT /api/v2/alerts`. */
export const updateAlertsRequest = z
	.strictObject({
		alert_ids: numericIds().min(1, { error: 'expected at least one id' }),
		...change,
	})
	.superRefine(someChange);

/** Answer of the change of several alerts. */
export const updateAlertsResponse = v2DataResponse(
	z.strictObject({
		alerts: z.array(z.strictObject({ alert_id: numericIdOut, updated })),
	}),
);

/** One line of an alert's history. */
const historyEntry = z
	.strictObject({
		time: v2TimeOut,
		actor: z.string().meta({ description: 'Name of the token or the administrator' }),
		action: z.enum(['status', 'assignee', 'note']),
		from: z.string().optional().meta({ description: 'Before; left out where there was none' }),
		to: z.string().optional().meta({ description: 'After; left out where there is none' }),
		note: z.string().optional(),
	})
	.meta({ id: 'AlertHistoryEntry', description: 'What somebody did about an alert' });

/** Body of `POST /api/v2/alerts/{alert_id}/notes`. */
export const addAlertNoteRequest = z.strictObject({ note });

/** Answer of the addition: the line of the history. */
export const addAlertNoteResponse = v2DataResponse(historyEntry);

/** Answer of the history, oldest first. */
export const alertHistoryResponse = v2DataResponse(
	z.strictObject({ history: z.array(historyEntry) }),
);

/** Answer of an alert's incident; null when it made and joined none, or the incident was deleted. */
export const alertIncidentResponse = v2DataResponse(
	z.strictObject({ incident: v2IncidentSummary.nullable() }),
);

/** Body of `POST /api/v2/alerts/count`: the filters of the list. */
export const countAlertsRequest = z
	.strictObject({
		query,
		start_time: v2Time,
		end_time: v2Time,
		status: v2Status.optional(),
		severity: v2Severity.optional(),
		profile_ids: numericIds()
			.optional()
			.meta({ example: [1301] }),
		time_field: timeField.optional(),
	})
	.superRefine(checkTimeOrder);

/** Answer of the count. */
export const countResponse = v2DataResponse(
	z.strictObject({
		count: z.int().min(0).meta({ example: 42 }),
		exact: z.boolean().meta({ description: 'false: there are at least so many' }),
	}),
);
