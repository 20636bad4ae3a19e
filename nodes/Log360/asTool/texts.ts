/** What an AI agent reads about the parameters that it fills in: n8n hands it these texts and nothing else of a parameter. */

/** A parameter that the agent fills in, unless the builder of the workflow gives a value. */
export interface AgentField {
	/** Name in the tool's schema, and what a person reads who is asked to approve the call. */
	readonly key: string;
	/** What to write, in words and by example. */
	readonly text: string;
	/** The choices that the text names; a menu of other choices is another parameter. */
	readonly words?: readonly string[];
}

const SEVERITIES = ['critical', 'trouble', 'attention'];
const STATUSES = ['open', 'in_progress', 'closed'];
const SEVERITY_WORDS = `one of ${SEVERITIES.join(', ')}`;
const STATUS_WORDS = `one of ${STATUSES.join(', ')}`;

const FIELD_NAMES =
	'HOSTNAME (host, computer), USERNAME (user), REMOTEIP (address it came from), EVENTID (Windows event), LOGTYPE (log type), SEVERITY (severity), MESSAGE (message)';

/**
 * By name of the parameter. A name means the same in every operation, because n8n keeps the value of a parameter when another operation
 * is chosen. Which workflow of Log360 an agent may start is not among them: the builder decides that.
 */
export const AGENT_FIELDS: ReadonlyMap<string, AgentField> = new Map(
	Object.entries<AgentField>({
		query: {
			key: 'Query',
			text: `Search query: FIELD = value, joined with AND, OR, NOT and parentheses; double quotes around values with spaces, * stands for any text; * alone finds everything. Field names: ${FIELD_NAMES}; others come from Get many log fields. Example: EVENTID = 4625 AND USERNAME = "svc backup"`,
		},
		timeRange: {
			key: 'Time_Range',
			text: 'Period to look at, up to now: such as 30m, 2h, 7d, last 15 minutes, last 2 hours, last 7 days, today, yesterday (m minutes, h hours, d days)',
		},
		groupBy: {
			key: 'Count_By',
			text: `One or two field names whose values are counted, separated by commas: ${FIELD_NAMES}`,
		},
		severities: {
			key: 'Severities',
			text: `Only these severities, separated by commas: ${SEVERITY_WORDS}; * for any`,
			words: SEVERITIES,
		},
		statuses: {
			key: 'Statuses',
			text: `Only these statuses, separated by commas: ${STATUS_WORDS}; * for any`,
			words: STATUSES,
		},
		alertId: {
			key: 'Alert_ID',
			text: 'The alert: the id that Get many alerts returns, a number such as 1769857200000000',
		},
		incident: {
			key: 'Incident_ID',
			text: 'The incident: the id that Get many incidents returns, a number such as 3000000438278',
		},
		incidentIds: {
			key: 'Incident_IDs',
			text: 'The incidents: numbers such as 3000000438278, separated by commas, at most 100; the id that Get many incidents returns',
		},
		job: {
			key: 'Job_ID',
			text: 'The background job: the requestId that its start returned',
		},
		ticketId: {
			key: 'Ticket_ID',
			text: 'The ticket of the ticketing tool, such as 33630 or SEC-12',
		},
		name: { key: 'Name', text: 'The name as text, such as web01 or Brute force on web01' },
		description: { key: 'Description', text: 'What happened, as text of a sentence or two' },
		note: { key: 'Note', text: 'Text of a note that says why; may be empty' },
		key: {
			key: 'Key',
			text: 'What the incident is about, in one word that is the same whenever it is about the same, such as brute-force:web01',
		},
		noteText: { key: 'Note', text: 'Text of the note' },
		status: { key: 'Status', text: `The new status: ${STATUS_WORDS}`, words: STATUSES },
		severity: { key: 'Severity', text: `How bad it is: ${SEVERITY_WORDS}`, words: SEVERITIES },
		assignee: {
			key: 'Assignee',
			text: 'The user who shall work on it, by user name, such as jsmith',
		},
		executionId: {
			key: 'Execution_ID',
			text: 'The run of a workflow: the executionId that its start returned',
		},
		profile: {
			key: 'Alert_Profile_ID',
			text: 'The alert profile: the id that Get many alert profiles returns, such as 1801',
		},
		report: {
			key: 'Report_ID',
			text: 'The report: the id that Get report profiles returns, such as 101',
		},
		logSource: {
			key: 'Log_Source_ID',
			text: 'The log source: the id that Get many log sources returns, such as 301',
		},
		names: {
			key: 'Log_Sources',
			text: 'Names of the log sources (hosts), separated by commas, such as web01, dc01',
		},
	}),
);

/** Where several choices would be as good, tools give the smaller answer: an agent reads all of it. */
export const TOOL_DEFAULTS: ReadonlyMap<string, number | string> = new Map<string, number | string>(
	[
		['limit', 10],
		['aggregateOutput', 'single'],
	],
);

/** By name of a collection, what in it a tool offers at once; the rest the builder adds. */
export const IN_COLLECTIONS: ReadonlyMap<string, readonly string[]> = new Map([
	['filters', ['severities', 'statuses']],
	['additionalFields', ['severity', 'description']],
	['updateFields', ['status', 'note']],
]);
