/** The simplified output: the same few fields for both generations, under the same names. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../transport/failure';
import { withUrl } from './consolePage';
import { keyIn } from './read';
import { readTime } from './times';

/** Name in the output, and the keys under which either generation has it, best first. */
type Table = Readonly<Record<string, readonly string[]>>;

const LOG_SOURCE: Table = {
	id: ['log_source_id', 'host_id', 'id'],
	name: ['display_name', 'log_source', 'name'],
	ipAddress: ['ip_address'],
	logType: ['log_type_name'],
	group: ['log_source_group_name', 'group'],
	groupId: ['log_source_group_id'],
	status: ['status'],
	lastMessageTime: ['last_message_time'],
};

const LOG_FIELD: Table = {
	name: ['server_value', 'id'],
	displayName: ['client_value', 'description'],
};

const LOG_TYPE: Table = {
	id: ['log_type_id', 'id'],
	name: ['log_type_name', 'description'],
	custom: ['custom'],
};

const ALERT_PROFILE: Table = {
	id: ['profile_id', 'Alert Id', 'id'],
	name: ['profile_name', 'Alert Profile Name', 'name'],
	description: ['description'],
	type: ['type', 'Type'],
	severity: ['severity', 'Severity'],
	status: ['status', 'Status'],
	notifications: ['notifications', 'Notifications'],
};

const INCIDENT: Table = {
	id: ['incident_id', 'id'],
	name: ['name'],
	description: ['description'],
	severity: ['severity'],
	status: ['status'],
	assignee: ['assignee'],
	dueDate: ['due_date'],
	createdBy: ['created_by'],
	createdTime: ['created_time'],
	updatedTime: ['updated_time'],
	source: ['source'],
	ticketId: ['ticket_id'],
	key: ['key'],
	actors: ['actors'],
};

const AGENT: Table = {
	id: ['agent_id', 'id'],
	name: ['agent_name', 'name'],
	ipAddress: ['ip_address'],
	status: ['status'],
	version: ['version'],
	logSourceCount: ['log_source_count'],
};

const DOMAIN: Table = {
	id: ['domain_id', 'id'],
	name: ['domain_name', 'name'],
};

const USER: Table = {
	id: ['user_id', 'id'],
	name: ['user_name', 'name'],
	role: ['role'],
};

const GROUP: Table = {
	id: ['log_source_group_id', 'group_id', 'id'],
	name: ['log_source_group_name', 'group_name', 'name'],
	description: ['description'],
	logSourceCount: ['log_source_count'],
};

const WORKFLOW: Table = {
	id: ['TEMPLATE_ID'],
	name: ['TEMPLATE_NAME'],
	description: ['TEMPLATE_DESCRIPTION'],
	status: ['STATUS'],
	createdOn: ['CREATED_ON'],
	lastModified: ['LAST_MODIFIED'],
};

const REPORT: Table = {
	id: ['report_id', 'id'],
	name: ['report_name', 'name'],
	description: ['description'],
	module: ['module_name'],
	category: ['category_name'],
	group: ['group_name'],
	query: ['query'],
};

/** Words that V1 capitalises and V2 does not. */
const WORDS = new Set(['type', 'severity']);

/**
 * The fields of a table; what a record does not have is left out. Ids become text, because those of incidents pass 2^31 and
 * are no numbers to count with.
 */
function simplifier(table: Table): (record: IDataObject) => IDataObject {
	return (record) => {
		const simple: IDataObject = {};
		for (const [name, keys] of Object.entries(table)) {
			const key = keyIn(record, keys, (value) => value !== undefined && value !== null);
			if (key === undefined) continue;
			const value = record[key];
			const isWord =
				typeof value === 'string' && (WORDS.has(name) || /^(en|dis)abled$/i.test(value));
			simple[name] = isWord ? value.toLowerCase() : value;
		}
		if (typeof simple.id === 'number') simple.id = String(simple.id);
		return simple;
	};
}

export const simplifyLogSource = simplifier(LOG_SOURCE);
export const simplifyLogField = simplifier(LOG_FIELD);
export const simplifyLogType = simplifier(LOG_TYPE);
export const simplifyAgent = simplifier(AGENT);
export const simplifyDomain = simplifier(DOMAIN);
export const simplifyUser = simplifier(USER);
export const simplifyLogSourceGroup = simplifier(GROUP);
export const simplifyReport = simplifier(REPORT);

const profileFields = simplifier(ALERT_PROFILE);

/** With the address of its page, where the server has a console. */
export function simplifyAlertProfile(record: IDataObject, consoleUrl?: string): IDataObject {
	return withUrl(profileFields(record), consoleUrl, 'profiles');
}

/** Actors become lists of names by role, and severity and status the words that filters take, whatever the field form. */
export function simplifyIncident(record: IDataObject, consoleUrl?: string): IDataObject {
	const { actors, status, ...rest } = simplifier(INCIDENT)(record);
	return {
		...withUrl(rest, consoleUrl, 'incidents'),
		...(status === undefined ? {} : { status: plainWord(status) }),
		...(actors === undefined ? {} : { actors: actorsByRole(actors) }),
	};
}

/** `In progress` as `in_progress`. */
function plainWord(value: unknown): string {
	return textOf(value)
		.trim()
		.toLowerCase()
		.replace(/[\s-]+/g, '_');
}

function textOf(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * Role to names, in one form for the three that occur: `[{"user": ["joe"]}]` (documented), `{"user": ["joe"]}`, and `{"user": "joe"}`.
 */
export function actorsByRole(value: unknown): IDataObject {
	const roles = new Map<string, string[]>();
	for (const entry of [value].flat().filter(isObject)) {
		for (const [role, names] of Object.entries(entry)) {
			const list = [names].flat().map(textOf);
			roles.set(role, [...new Set([...(roles.get(role) ?? []), ...list])]);
		}
	}
	return Object.fromEntries(roles);
}

const HISTORY: Table = {
	time: ['time'],
	actor: ['actor'],
	action: ['action'],
	from: ['from'],
	to: ['to'],
	note: ['note'],
};

const NOTE: Table = {
	id: ['note_id'],
	note: ['note'],
	author: ['author'],
	createdTime: ['created_time'],
};

const EVIDENCE: Table = {
	id: ['evidence_id'],
	source: ['source'],
	description: ['description'],
	data: ['data'],
	addedBy: ['added_by'],
	createdTime: ['created_time'],
};

const ACTIVITY: Table = {
	time: ['time'],
	actor: ['actor'],
	action: ['action'],
	detail: ['detail'],
};

export const simplifyHistory = simplifier(HISTORY);
export const simplifyNote = simplifier(NOTE);
export const simplifyEvidence = simplifier(EVIDENCE);
export const simplifyActivity = simplifier(ACTIVITY);

/** As {@link simplifyWorkflow}, with the arguments that it takes and its blocks. */
export function simplifyTemplate(record: IDataObject, consoleUrl?: string): IDataObject {
	const list = (key: string) => (Array.isArray(record[key]) ? record[key].filter(isObject) : []);
	return {
		...simplifyWorkflow(record, consoleUrl),
		arguments: list('ARGUMENTS').map((argument) => ({
			name: argument.NAME,
			description: argument.DESCRIPTION ?? '',
			required: argument.MANDATORY === true,
			...(argument.DEFAULT_VALUE === undefined ? {} : { default: argument.DEFAULT_VALUE }),
		})),
		blocks: list('BLOCKS').map((block) => ({
			id: block.BLOCK_ID,
			type: block.BLOCK_TYPE,
			parameters: block.PARAMETERS ?? {},
			next: block.NEXT ?? [],
		})),
	};
}

/** Dates become ISO 8601, and the status 1 becomes `enabled`. */
export function simplifyWorkflow(record: IDataObject, consoleUrl?: string): IDataObject {
	const { status, createdOn, lastModified, ...rest } = simplifier(WORKFLOW)(record);
	return {
		...withUrl(rest, consoleUrl, 'workflows'),
		...(status === undefined ? {} : { enabled: Number(status) === 1 }),
		...dated('createdOn', createdOn),
		...dated('lastModified', lastModified),
	};
}

function dated(name: string, value: unknown): IDataObject {
	const time = readTime(value);
	return time === null ? {} : { [name]: time };
}
