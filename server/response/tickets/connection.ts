/** A connection to a ticketing tool: which tool, where, whom it is told about, and how words are translated. */

import { SEVERITIES, type Severity, type Status, STATUSES } from '../../contract';

/** The tools that can be connected. */
export const TOOLS = [
	'webhook',
	'jira_cloud',
	'jira_data_center',
	'servicenow',
	'servicedesk_plus',
	'zendesk',
] as const;
export type Tool = (typeof TOOLS)[number];

/** Translation of one field between the tool and the product. */
export interface FieldMapping<T extends string> {
	/** The tool's word to ours; compared without case and surrounding blanks. */
	readonly in: Readonly<Record<string, T>>;
	/** Our word to the tool's. */
	readonly out: Readonly<Partial<Record<T, string>>>;
}

/** Translation of a connection. */
export interface Mapping {
	readonly status: FieldMapping<Status>;
	readonly severity: FieldMapping<Severity>;
}

/** What of a connection may be read by administrators; times are epoch ms. */
export interface Connection {
	readonly id: number;
	readonly tool: Tool;
	/** Unique without case. */
	readonly name: string;
	/** A disabled connection is told nothing; what its tool says about tickets it has still counts. */
	readonly enabled: boolean;
	/** Address, project and the like; which keys depends on the tool, see `settings.ts`. */
	readonly settings: Readonly<Record<string, string>>;
	readonly mapping: Mapping;
	/** New incidents of these severities become tickets. */
	readonly severities: readonly Severity[];
	readonly createdAt: number;
	readonly updatedAt: number;
}

/** A connection as it is kept: its secrets are encrypted, see `secrets.ts`. */
export interface StoredConnection extends Connection {
	readonly secrets: Uint8Array;
}

/** What an administrator decides about a connection. */
export type ConnectionDraft = Pick<
	Connection,
	'tool' | 'name' | 'enabled' | 'settings' | 'mapping' | 'severities'
>;

/** An incident's ticket in a tool. */
export interface Ticket {
	readonly id: number;
	readonly connectionId: number;
	readonly incidentId: number;
	/** Its id in the tool, as the tool's calls name it. */
	readonly ticketId: string;
	/** Its other name in the tool, for instance Jira's number beside the key; null when it has one only. */
	readonly alias: string | null;
	/** The incident's status and severity that the tool is known to have. */
	readonly status: Status;
	readonly severity: Severity;
}

/** Everything is told by default. */
export const ALL_SEVERITIES: readonly Severity[] = SEVERITIES;
/** All statuses, for the checks of mappings. */
export const ALL_STATUSES: readonly Status[] = STATUSES;
