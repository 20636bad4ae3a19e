/** What is known of the events that there are: their sources, groups of sources, fields and log types. */

/** A device that sends logs. */
export interface LogSource {
	/** Host id, the number that V1's `hosts` and V2's `log_source_ids` take. */
	readonly id: number;
	/** Host name as it appears in events. */
	readonly name: string;
	/** Name that users gave it; the host name when they gave none. */
	readonly displayName: string;
	/** IP address, empty when no event told it. */
	readonly ip: string;
	/** Log type, for instance `Windows`. */
	readonly logType: string;
	/** Id of the group it belongs to. */
	readonly groupId: number;
	/** Name of the group it belongs to. */
	readonly group: string;
	/** Whether its logs are taken in. */
	readonly enabled: boolean;
	/** Name of its domain and id of its agent; null for a source that nobody added with one. */
	readonly domain: string | null;
	readonly agentId: number | null;
	/** Zone of the times that it sends without one, such as `Europe/Berlin` or `+02:00`; null when nobody set it. */
	readonly timeZone: string | null;
	/** First and last event's time, epoch ms; 0 when it has sent none yet. */
	readonly firstSeen: number;
	readonly lastSeen: number;
	/** Number of events stored. */
	readonly events: number;
}

/** A group of log sources. */
export interface LogSourceGroup {
	readonly id: number;
	readonly name: string;
	/** Number of log sources in it. */
	readonly members: number;
}

/** A field that at least one stored event has, or that the product always lists. */
export interface LogField {
	/** Server name, for instance `USERNAME`. */
	readonly server: string;
	/** Display name, for instance `Username`. */
	readonly client: string;
	readonly type: 'text' | 'number' | 'boolean';
}

/** A log type that at least one event has, that is predefined, or that a user made. */
export interface LogType {
	/** What events carry as `LOGTYPE`. */
	readonly id: string;
	/** Display name; the product's V1 calls it a description. */
	readonly description: string;
	/** Whether a user made it. */
	readonly custom?: boolean;
	/** What its maker wrote about it. */
	readonly details?: string;
}
