/** The JSON form of an alert profile, as the administrator API takes it and profile files hold it. */
import { z } from 'zod';
import { ACTOR_FIELDS } from './alert-actors';
import type { ProfileIncidentRule } from './incident-rule';
import { INCIDENT_LIMITS, RULE_LIMITS } from './check-profile';
import { ALERT_SEVERITIES, type ProfileDraft } from './profile';

const fieldNames = z
	.array(z.string().transform((field) => field.toUpperCase()))
	.max(RULE_LIMITS.by);

const step = z.strictObject({
	query: z.string({ error: 'expected a query' }),
	count: z.int({ error: 'expected a whole number' }).prefault(1),
	by: fieldNames.optional(),
});

const rule = z.strictObject({
	steps: z.array(step).min(1).max(RULE_LIMITS.steps),
	within: z.int({ error: 'expected a number of milliseconds' }).optional(),
	by: fieldNames.optional(),
	ordered: z.boolean({ error: 'expected true or false' }).optional(),
	measure: z
		.strictObject({
			kind: z.enum(['distinct', 'sum'], { error: 'expected distinct or sum' }),
			field: z.string({ error: 'expected a field name' }).transform((field) => field.toUpperCase()),
			least: z.number({ error: 'expected a number' }),
		})
		.optional(),
});

const notification = z.strictObject({
	channel: z.enum(['email', 'sms', 'webhook'], { error: 'expected one of email, sms, webhook' }),
	to: z.array(z.string().min(1).max(2048)).max(100).prefault([]),
});

const groupingField = z.string().transform((given, ctx) => {
	const actor = /^actor\.(.*)$/i.exec(given)?.[1]?.toLowerCase();
	if (actor !== undefined && Object.hasOwn(ACTOR_FIELDS, actor)) return `actor.${actor}`;
	const field = given.toUpperCase();
	if (/^[A-Z][A-Z0-9_]{0,63}$/.test(field)) return field;
	const actors = Object.keys(ACTOR_FIELDS).map((role) => `actor.${role}`);
	const message = `${JSON.stringify(given)} is no field name such as REMOTEIP, and none of ${actors.join(', ')}`;
	ctx.addIssue({ code: 'custom', message });
	return z.NEVER;
});

const GROUP_BY = `expected alert, profile, or a list of 1 to ${RULE_LIMITS.by} fields`;
const fieldList = z
	.array(groupingField, { error: GROUP_BY })
	.min(1, GROUP_BY)
	.max(RULE_LIMITS.by, GROUP_BY);
const { minWithin, maxWithin } = INCIDENT_LIMITS;
const WITHIN = `expected a whole number of milliseconds from ${minWithin} to ${maxWithin}`;

const incidentRule = z.strictObject({
	enabled: z.boolean({ error: 'expected true or false' }).prefault(true),
	// No union: its error would not say which field of the list is wrong.
	groupBy: z
		.unknown()
		.transform((given, ctx): ProfileIncidentRule['groupBy'] => {
			if (given === 'alert' || given === 'profile') return given;
			const result = fieldList.safeParse(given);
			if (result.success) return result.data;
			for (const { path, message } of result.error.issues)
				ctx.addIssue({ code: 'custom', path, message });
			return z.NEVER;
		})
		.prefault('alert'),
	severity: z
		.enum(ALERT_SEVERITIES, { error: `expected one of ${ALERT_SEVERITIES.join(', ')}` })
		.nullable()
		.prefault(null),
	assignee: z
		.string({ error: 'expected a user name' })
		.trim()
		.min(1, { error: 'expected a user name, or null for nobody' })
		.max(120)
		.nullable()
		.prefault(null),
	within: z
		.int({ error: WITHIN })
		.min(minWithin, { error: WITHIN })
		.max(maxWithin, { error: WITHIN })
		.nullable()
		.prefault(null),
});

const fields = {
	name: z.string({ error: 'expected a name' }),
	description: z.string().max(4000),
	severity: z.enum(ALERT_SEVERITIES, { error: `expected one of ${ALERT_SEVERITIES.join(', ')}` }),
	enabled: z.boolean(),
	rule,
	notifications: z.array(notification).max(10),
	incidentRule: incidentRule.nullable(),
	ticketNotification: z.boolean(),
	tags: z.array(z.string().max(100)).max(100),
};

/** A new profile; all but name, severity and rule may be left out. */
export const newProfileBody = z.strictObject({
	...fields,
	description: fields.description.prefault(''),
	enabled: fields.enabled.prefault(true),
	notifications: fields.notifications.prefault([]),
	incidentRule: fields.incidentRule.prefault(null),
	ticketNotification: fields.ticketNotification.prefault(true),
	tags: fields.tags.prefault([]),
});

/** A change of a profile: what is left out stays. */
export const profileChangeBody = z.strictObject(fields).partial();

/**
 * Reads the file of a new profile.
 *
 * @param text JSON
 * @throws Error that names the place that is wrong
 */
export function readProfile(text: string): ProfileDraft {
	return read(newProfileBody, text);
}

/** Reads the file of a change; what it leaves out stays. Parameters and errors as {@link readProfile}. */
export function readProfileChange(text: string): z.output<typeof profileChangeBody> {
	return read(profileChangeBody, text);
}

function read<S extends z.ZodType>(schema: S, text: string): z.output<S> {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		throw new Error(`not valid JSON: ${(error as Error).message}`);
	}
	const result = schema.safeParse(json);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}
