/** Which settings and secrets each tool needs, and the checks of what an administrator enters. */
import { checkTarget, isWebhookSecret } from '../../platform/outgoing';
import { z } from 'zod';
import { ALL_SEVERITIES, ALL_STATUSES, type Mapping, type Tool, TOOLS } from './connection';

const text = (what: string, max = 256) =>
	z
		.string({ error: `expected ${what}` })
		.trim()
		.min(1, { error: `expected ${what}` })
		.max(max, { error: `expected ${what} of at most ${max} characters` });

const ADDRESS = 'the address of the tool, https://...';

/** Only its form: whether it leads inside is checked at every call, when its name is resolved. */
const url = text(ADDRESS, 2048).refine(
	(value) => {
		try {
			return checkTarget(value, [new URL(value).hostname.replace(/^\[|\]$/g, '')]) !== undefined;
		} catch {
			return false;
		}
	},
	{ error: `expected ${ADDRESS}, without user name and password` },
);

/** A secret goes into a header: a line end in it would begin another one. */
const secret = (what: string) =>
	text(what, 4096).regex(/^[\x20-\x7e]+$/, { error: `expected ${what} in printable ASCII` });

const user = text('the user that calls the API');
const project = text('the key of the project, such as SEC');
const issueType = text('the name of the issue type').default('Task');

/** Settings by tool. */
export const SETTINGS = {
	webhook: z.strictObject({ url }),
	jira_cloud: z.strictObject({ url, project, issueType, user }),
	jira_data_center: z.strictObject({ url, project, issueType }),
	servicenow: z.strictObject({ url, user }),
	servicedesk_plus: z.strictObject({
		url,
		requester: text('the name of the requester').optional(),
	}),
	zendesk: z.strictObject({ url, user }),
} as const satisfies Record<Tool, z.ZodType>;

/** Secrets by tool. */
export const SECRETS = {
	webhook: z.strictObject({
		secret: secret('a signing secret, whsec_...').refine(isWebhookSecret, {
			error:
				'expected a signing secret: whsec_ and 24 to 64 bytes in base64, or any other text of at least 24 characters',
		}),
	}),
	jira_cloud: z.strictObject({ token: secret('an API token') }),
	jira_data_center: z.strictObject({ token: secret('a personal access token') }),
	servicenow: z.strictObject({ password: secret('the password of the user') }),
	servicedesk_plus: z
		.strictObject({
			token: secret("a technician's API key").optional(),
			oauthToken: secret('an OAuth access token').optional(),
		})
		.refine(({ token, oauthToken }) => token !== undefined || oauthToken !== undefined, {
			error: 'expected token or oauthToken',
		}),
	zendesk: z.strictObject({ token: secret('an API token') }),
} as const satisfies Record<Tool, z.ZodType>;

function field<const T extends readonly [string, ...string[]]>(ours: T) {
	const known = `expected one of ${ours.join(', ')}`;
	return z.strictObject({
		in: z.record(text("the tool's word"), z.enum(ours, { error: known })).optional(),
		out: z.partialRecord(z.enum(ours, { error: known }), text("the tool's word")).optional(),
	});
}

const severities = [...ALL_SEVERITIES] as ['critical', 'trouble', 'attention'];
const statuses = [...ALL_STATUSES] as ['open', 'in_progress', 'closed'];

const mapping = z.strictObject({
	status: field(statuses).optional(),
	severity: field(severities).optional(),
});

/** What of a mapping an administrator gives; each table that is given replaces the present one. */
export type MappingChange = z.output<typeof mapping>;

const common = {
	name: text('a name', 120),
	enabled: z.boolean({ error: 'expected true or false' }),
	severities: z
		.array(z.enum(severities, { error: `expected one of ${severities.join(', ')}` }))
		.max(3),
	mapping,
	settings: z.record(z.string(), z.unknown()),
	secrets: z.record(z.string(), z.unknown()),
};

/** Body that makes a connection. */
export const createConnectionBody = z.strictObject({
	tool: z.enum(TOOLS, { error: `expected one of ${TOOLS.join(', ')}` }),
	name: common.name,
	enabled: common.enabled.default(true),
	severities: common.severities.default([...severities]),
	mapping: common.mapping.optional(),
	settings: common.settings,
	secrets: common.secrets.default({}),
});

/** Body that changes a connection: what is absent stays, secrets too. */
export const updateConnectionBody = z.strictObject(common).partial();

/** The mapping after a change. */
export function changedMapping(present: Mapping, change: MappingChange = {}): Mapping {
	return {
		status: {
			in: change.status?.in ?? present.status.in,
			out: change.status?.out ?? present.status.out,
		},
		severity: {
			in: change.severity?.in ?? present.severity.in,
			out: change.severity?.out ?? present.severity.out,
		},
	};
}
