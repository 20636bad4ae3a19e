/** What the administrator API takes, as zod schemas. */
import { AUDIT_CATEGORIES, AUDIT_EVENTS, PASSWORD_LENGTH } from '../../access/admin';
import { z } from 'zod';

const words = (what: string) =>
	z.string({ error: `expected ${what}` }).max(1024, `expected ${what}, at most 1,024 characters`);
const password = words('a password');

/** `POST /login` */
export const loginBody = z.strictObject({
	username: words('a user name').default('admin'),
	password,
});

/** `PUT /password` */
export const passwordBody = z.strictObject({
	current: password,
	next: password.min(PASSWORD_LENGTH.min, `expected at least ${PASSWORD_LENGTH.min} characters`),
});

const expires = words('an expiry: never, today, 7d, 30d or an ISO 8601 date-time');

/** `POST /tokens`; names, scopes and expiry are judged by the token registry's own rules. */
export const createBody = z.strictObject({
	name: words('a name'),
	scopes: z.array(words('the name of a scope'), { error: 'expected a list of scopes' }).max(100),
	expires,
});

/** `POST /tokens/{id}/regenerate` */
export const regenerateBody = z.strictObject({ expires: expires.optional() });

const whole = (min: number, max: number) =>
	z
		.string()
		.regex(/^\d{1,15}$/, `expected a number from ${min} to ${max}`)
		.transform(Number)
		.refine((value) => value >= min && value <= max, `expected a number from ${min} to ${max}`);

/** `GET /audit` */
export const auditQuery = z.strictObject({
	limit: whole(1, 1000).default(100),
	before: whole(1, Number.MAX_SAFE_INTEGER).optional(),
	event: z.enum(AUDIT_EVENTS, { error: `expected one of ${AUDIT_EVENTS.join(', ')}` }).optional(),
	category: z
		.enum(AUDIT_CATEGORIES, { error: `expected one of ${AUDIT_CATEGORIES.join(', ')}` })
		.optional(),
});
