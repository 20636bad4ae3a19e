/** How the words of each ticketing tool are translated unless a connection says otherwise. */
import type { Severity, Status } from '../../contract';
import type { FieldMapping, Mapping, Tool } from './connection';

/** Our own words in every spelling of the product, and "Pending", which the vendor's sample sends. */
const OWN_STATUS = {
	Open: 'open',
	'In progress': 'in_progress',
	'In-progress': 'in_progress',
	in_progress: 'in_progress',
	Pending: 'in_progress',
	Closed: 'closed',
} satisfies Record<string, Status>;
const OWN_SEVERITY = {
	Critical: 'critical',
	Trouble: 'trouble',
	Attention: 'attention',
} satisfies Record<string, Severity>;

const WEBHOOK = mapping(
	{},
	{ open: 'open', in_progress: 'in_progress', closed: 'closed' },
	{},
	{ critical: 'critical', trouble: 'trouble', attention: 'attention' },
);

/** Statuses of Jira's default and service management workflows; priorities of its default scheme. */
const JIRA = mapping(
	{
		'To Do': 'open',
		Backlog: 'open',
		Reopened: 'open',
		'Waiting for support': 'open',
		'Work in progress': 'in_progress',
		'In Review': 'in_progress',
		'Waiting for customer': 'in_progress',
		Escalated: 'in_progress',
		Done: 'closed',
		Resolved: 'closed',
		Canceled: 'closed',
		Cancelled: 'closed',
	},
	{ open: 'To Do', in_progress: 'In Progress', closed: 'Done' },
	{
		Highest: 'critical',
		High: 'trouble',
		Medium: 'attention',
		Low: 'attention',
		Lowest: 'attention',
	},
	{ critical: 'Highest', trouble: 'High', attention: 'Medium' },
);

/** `incident.state` by label and by number; severity is carried by urgency (and impact), 1 to 3. */
const SERVICENOW = mapping(
	{
		New: 'open',
		'1': 'open',
		'2': 'in_progress',
		'On Hold': 'in_progress',
		'3': 'in_progress',
		Resolved: 'closed',
		'6': 'closed',
		'7': 'closed',
		Canceled: 'closed',
		'8': 'closed',
	},
	{ open: '1', in_progress: '2', closed: '6' },
	{
		'1': 'critical',
		'1 - High': 'critical',
		'1 - Critical': 'critical',
		'2 - High': 'trouble',
		High: 'critical',
		'2': 'trouble',
		'2 - Medium': 'trouble',
		Medium: 'trouble',
		'3': 'attention',
		'3 - Low': 'attention',
		'3 - Moderate': 'attention',
		'4 - Low': 'attention',
		'5 - Planning': 'attention',
		Low: 'attention',
	},
	{ critical: '1', trouble: '2', attention: '3' },
);

/** Default statuses and priorities of ServiceDesk Plus. */
const SERVICEDESK_PLUS = mapping(
	{
		Onhold: 'in_progress',
		'On Hold': 'in_progress',
		Assigned: 'in_progress',
		Resolved: 'closed',
		Cancelled: 'closed',
	},
	{ open: 'Open', in_progress: 'In Progress', closed: 'Closed' },
	{ High: 'critical', Medium: 'trouble', Normal: 'attention', Low: 'attention' },
	{ critical: 'High', trouble: 'Medium', attention: 'Low' },
);

/** Zendesk's fixed statuses and priorities; a closed ticket cannot be changed any more, so we only solve it. */
const ZENDESK = mapping(
	{
		new: 'open',
		pending: 'in_progress',
		hold: 'in_progress',
		'on-hold': 'in_progress',
		solved: 'closed',
	},
	{ open: 'open', in_progress: 'pending', closed: 'solved' },
	{ urgent: 'critical', high: 'trouble', normal: 'attention', low: 'attention' },
	{ critical: 'urgent', trouble: 'high', attention: 'normal' },
);

/** The translation that a new connection starts with. */
export const DEFAULT_MAPPING: Readonly<Record<Tool, Mapping>> = {
	webhook: WEBHOOK,
	jira_cloud: JIRA,
	jira_data_center: JIRA,
	servicenow: SERVICENOW,
	servicedesk_plus: SERVICEDESK_PLUS,
	zendesk: ZENDESK,
};

/** Our word for the tool's, or undefined when it is not mapped. */
export function toOurs<T extends string>(mapping: FieldMapping<T>, value: string): T | undefined {
	const wanted = bare(value);
	return Object.entries(mapping.in).find(([word]) => bare(word) === wanted)?.[1];
}

/** The tool's word for ours, or undefined when the tool is not to be told. */
export function toTheirs<T extends string>(mapping: FieldMapping<T>, value: T): string | undefined {
	return mapping.out[value];
}

/** Words are compared in this form. */
export function bare(word: string): string {
	return word.trim().toLowerCase();
}

function mapping(
	statusIn: Readonly<Record<string, Status>>,
	statusOut: Readonly<Record<Status, string>>,
	severityIn: Readonly<Record<string, Severity>>,
	severityOut: Readonly<Record<Severity, string>>,
): Mapping {
	return {
		status: { in: { ...OWN_STATUS, ...statusIn }, out: statusOut },
		severity: { in: { ...OWN_SEVERITY, ...severityIn }, out: severityOut },
	};
}
