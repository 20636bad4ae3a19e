/** The JSON form of an alert profile, as the administrator API takes it and profile files hold it. */
import { z } from 'zod';
import { RULE_LIMITS } from './check-profile';
import { ALERT_SEVERITIES, type ProfileDraft } from './profile';

const step = z.strictObject({
	query: z.string({ error: 'expected a query' }),
	count: z.int({ error: 'expected a whole number' }).prefault(1),
});

const rule = z.strictObject({
	steps: z.array(step).min(1).max(RULE_LIMITS.steps),
	within: z.int({ error: 'expected a number of milliseconds' }).optional(),
	by: z
		.array(z.string().transform((field) => field.toUpperCase()))
		.max(RULE_LIMITS.by)
		.optional(),
});

const notification = z.strictObject({
	channel: z.enum(['email', 'sms', 'webhook'], { error: 'expected one of email, sms, webhook' }),
	to: z.array(z.string().min(1).max(2048)).max(100).prefault([]),
});

const fields = {
	name: z.string({ error: 'expected a name' }),
	description: z.string().max(4000),
	severity: z.enum(ALERT_SEVERITIES, { error: `expected one of ${ALERT_SEVERITIES.join(', ')}` }),
	enabled: z.boolean(),
	rule,
	notifications: z.array(notification).max(10),
	ticketNotification: z.boolean(),
	tags: z.array(z.string().max(100)).max(100),
};

/** A new profile; all but name, severity and rule may be left out. */
export const newProfileBody = z.strictObject({
	...fields,
	description: fields.description.prefault(''),
	enabled: fields.enabled.prefault(true),
	notifications: fields.notifications.prefault([]),
	ticketNotification: fields.ticketNotification.prefault(true),
	tags: fields.tags.prefault([]),
});

/** A change of a profile: what is left out stays. */
export const profileChangeBody = z.strictObject(fields).partial();

/**
 * Reads a profile file.
 *
 * @param text JSON
 * @throws Error that names the place that is wrong
 */
export function readProfile(text: string): ProfileDraft {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		throw new Error(`not valid JSON: ${(error as Error).message}`);
	}
	const result = newProfileBody.safeParse(json);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}
