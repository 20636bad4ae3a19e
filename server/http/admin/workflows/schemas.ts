/** What the administrator's workflow routes take, as zod schemas. */
import { z } from 'zod';

const NAME = 'expected a name, 1 to 100 characters on one line';

const whole = (min: number, max: number) =>
	z
		.string()
		.regex(/^\d{1,16}$/, `expected a number from ${min} to ${max}`)
		.transform(Number)
		.refine((value) => value >= min && value <= max, `expected a number from ${min} to ${max}`);

/** `POST /` and `PUT /{id}`; the definition is judged by `validateDefinition`. */
export const templateBody = z.strictObject({
	name: z
		.string({ error: NAME })
		.trim()
		.regex(/^[^\r\n]{1,100}$/, { error: NAME }),
	description: z.string().max(2_000).default(''),
	definition: z.unknown(),
	/** `lastModified` that the writer saw, ISO 8601; a change made since is not overwritten. */
	seen: z.iso.datetime().optional(),
});

/** `POST /check` */
export const checkBody = z.strictObject({ definition: z.unknown() });

/** `PUT /{id}/enabled` */
export const enabledBody = z.strictObject({ enabled: z.boolean() });

const values = z.record(
	z.string().max(120),
	z.union([z.string().max(16_384), z.number(), z.boolean()]),
);

/** `POST /{id}/execute` */
export const executeBody = z.strictObject({
	arguments: values.default({}),
	ticketId: z.string().trim().min(1).max(256).optional(),
});

/** `PUT /{id}/profiles` */
export const profilesBody = z.strictObject({
	profiles: z
		.array(z.strictObject({ profileId: z.int().min(0), arguments: values.default({}) }))
		.max(500)
		.refine((list) => new Set(list.map(({ profileId }) => profileId)).size === list.length, {
			error: 'expected each profile once',
		}),
});

const STATES = ['QUEUED', 'RUNNING', 'SUCCESS', 'FAILED', 'CANCELLED'] as const;

/** `GET /runs` */
export const runsQuery = z.strictObject({
	limit: whole(1, 1_000).default(100),
	before: whole(1, Number.MAX_SAFE_INTEGER).optional(),
	template: whole(1, Number.MAX_SAFE_INTEGER).optional(),
	ticket: z.string().max(256).optional(),
	state: z.enum(STATES, { error: `expected one of ${STATES.join(', ')}` }).optional(),
});

/** `GET /outbox` */
export const outboxQuery = z.strictObject({
	limit: whole(1, 1_000).default(100),
	before: whole(1, Number.MAX_SAFE_INTEGER).optional(),
});
