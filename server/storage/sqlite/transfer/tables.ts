/** The tables of a data folder as they move to another engine and back: which columns, under which names. */
import { termsOf } from '../../../logs/terms';
import type { MovedRow, MovedValue } from '../../../platform';
import type { DatabaseSync } from 'node:sqlite';

/** The files of a folder that have tables which move; events are moved by themselves. */
export const FILES = ['tokens', 'events', 'incidents', 'workflows', 'inventory', 'jobs'] as const;
export type File = (typeof FILES)[number];

/** How a table moves. */
export interface TableMove {
	readonly file: File;
	readonly table: string;
	/** `name`, `name=column or expression of its own`; `?` after a name marks yes or no, which SQLite keeps as 1 or 0. */
	readonly columns: readonly string[];
	readonly order: string;
	/** Where the rows are read from, when not from the table itself. */
	readonly from?: string;
	/** Makes the insertion of a row where it takes more than one statement, or other values. */
	readonly insert?: (database: DatabaseSync) => (row: MovedRow) => void;
	/** Statement that empties it, beside `DELETE FROM table`. */
	readonly empty?: string;
}

const words = (text: string) => text.trim().split(/\s+/);
const plain = (file: File, table: string, columns: string, order = 'id'): TableMove => ({
	...{ file, table, columns: words(columns), order },
});

const PAGES_PER_JOB = 1_048_576;
const JOB = `seq id kind owner idem state payload priority ready? due run failures interruptions holder lease submitted
	started synced finished expires done total note hits mark page_size checkpoint result error dead gone`;

/** By the name that both engines know them under, in an order in which whoever is referred to comes first. */
export const TABLES: ReadonlyMap<string, TableMove> = new Map<string, TableMove>([
	['account', plain('tokens', 'account', 'name password changed_at', 'name')],
	[
		'token',
		plain(
			'tokens',
			'token',
			'id name generation prefix hash scopes expires_at created_at last_used_at regenerated_at revoked_at',
			'created_at, rowid',
		),
	],
	['former_secret', plain('tokens', 'former_secret', 'hash token_id', 'hash')],
	['audit', plain('tokens', 'audit', 'id category time event doc')],
	['source_group', plain('events', 'source_group', 'id name')],
	[
		'source',
		{
			...{ file: 'events', table: 'source', order: 'id' },
			columns: [
				...words('id name ip log_type group_id enabled? deleted? display_name domain agent_id'),
				...['time_zone', 'has_sent?=(events > 0)'],
			],
			insert: insertSource,
		},
	],
	['log_type', plain('events', 'log_type', 'id name details', 'rowid')],
	['parser_rule', plain('events', 'parser_rule', 'id name log_type pattern enabled?')],
	['ingest_part', plain('events', 'ingest_part', 'key part digest stored dropped at', 'key, part')],
	['alert_profile', plain('events', 'alert_profile', 'id origin enabled? draft')],
	[
		'alert',
		{
			...{ file: 'events', table: 'alert', order: 'seq' },
			columns: [
				...words('id seq doc profile grp slot time severity status assignee events evidence'),
				// Those of older layouts have neither in a column, and some no event in their document.
				`event=coalesce(json_extract(doc, '$.ALERT_EVENT_ID'), json_extract(evidence, '$[#-1]'), id)`,
				'raised_at=coalesce(raised_at, time)',
			],
			insert: insertAlert,
			empty: `INSERT INTO alert_fts (alert_fts) VALUES ('delete-all')`,
		},
	],
	['alert_history', plain('events', 'alert_history', 'id alert at actor field was became note')],
	[
		'alert_match',
		plain(
			'events',
			'alert_match',
			'profile step grp time event arrival weight value',
			'arrival, profile, step, grp, time, event',
		),
	],
	['alert_consumer', plain('events', 'alert_consumer', 'name seq', 'name')],
	[
		'incident',
		plain(
			'incidents',
			'incident',
			`id name description severity status assignee due_at created_by created_at updated_at source actors profile_id
			profile_name group_key`,
		),
	],
	['note', plain('incidents', 'note', 'id incident_id text author created_at')],
	[
		'evidence',
		plain('incidents', 'evidence', 'id incident_id source description data added_by created_at'),
	],
	['activity', plain('incidents', 'activity', 'id incident_id time actor action detail')],
	['incident_export', plain('incidents', 'export', 'id incident_id format created_at job_id')],
	['incident_alert', plain('incidents', 'alert_incident', 'alert incident_id=incident', 'alert')],
	[
		'incident_position',
		{
			...plain('incidents', 'cursor', 'seq', '1'),
			from: `(SELECT coalesce((SELECT position FROM cursor WHERE name = 'alerts'), 0) AS seq)`,
			insert: (database) => {
				const insert = database.prepare(`INSERT INTO cursor (name, position) VALUES ('alerts', ?)`);
				return ({ seq }) => void insert.run(seq as number);
			},
		},
	],
	[
		'connection',
		{
			...plain(
				'incidents',
				'connection',
				`id tool name enabled? settings mapping severities secrets created_at updated_at registered_by`,
			),
			from: 'connection LEFT JOIN webhook_registration AS r ON r.connection = connection.id',
			insert: insertConnection,
			empty: 'DELETE FROM webhook_registration',
		},
	],
	[
		'ticket',
		plain(
			'incidents',
			'ticket',
			'id connection_id incident_id ticket_id alias status severity created_at',
		),
	],
	['told', plain('incidents', 'told', 'id=rowid ticket field value time', 'rowid')],
	[
		'delivery',
		plain(
			'incidents',
			'delivery',
			'id connection_id incident_id kind state round attempts note created_at updated_at',
		),
	],
	['attempt', plain('incidents', 'attempt', 'id delivery_id time outcome status message')],
	['muted_profile', plain('incidents', 'muted_profile', 'id name muted_at')],
	[
		'template',
		plain(
			'workflows',
			'template',
			'id name name_key description enabled? predefined? created_by created_on last_modified definition',
		),
	],
	[
		'run',
		plain(
			'workflows',
			'run',
			`id template_id template_name definition context trigger owner ticket_id key state block message job_id created_at
			started_at ended_at`,
		),
	],
	[
		'step',
		plain(
			'workflows',
			'step',
			'run_id number block type state attempt input output error simulated? wake_at started_at ended_at',
			'run_id, number',
		),
	],
	['effect', plain('workflows', 'effect', 'run_id block attempt result', 'run_id, block, attempt')],
	['mail', plain('workflows', 'outbox', 'id run_id block time mail')],
	[
		'automation',
		plain('workflows', 'automation', 'template_id profile_id arguments', 'template_id, profile_id'),
	],
	['device', plain('workflows', 'device', 'key state changed_at', 'key')],
	['agent', plain('inventory', 'agent', 'id name ip running? version')],
	['domain', plain('inventory', 'domain', 'id name')],
	['computer', plain('inventory', 'computer', 'id name domain_id')],
	['person', plain('inventory', 'user', 'id name role email')],
	[
		'report',
		plain('inventory', 'report', 'id name description module category group="group" query counts'),
	],
	['inventory_state', plain('inventory', 'state', 'key value', 'key')],
	['job', plain('jobs', 'job', JOB, 'seq')],
	[
		'job_page',
		{
			...plain('jobs', 'page', 'count ids', 'key'),
			columns: [`job=key / ${PAGES_PER_JOB}`, `page=key % ${PAGES_PER_JOB}`, 'count', 'ids'],
			// Pages of jobs that are gone are removed later.
			from: `page WHERE key / ${PAGES_PER_JOB} IN (SELECT seq FROM job)`,
			insert: (database) => {
				const insert = database.prepare('INSERT INTO page (key, count, ids) VALUES (?, ?, ?)');
				return ({ job, page, count, ids }) =>
					void insert.run(
						...[(job as number) * PAGES_PER_JOB + (page as number), count as number],
						ids as Uint8Array,
					);
			},
		},
	],
]);

/** The name of a column, whether it is yes or no, and where its value comes from. */
export function columnOf(text: string): {
	readonly name: string;
	readonly isSwitch: boolean;
	readonly own: string;
} {
	const [, name = '', mark, own] = /^(\w+)(\??)(?:=(.*))?$/s.exec(text) ?? [];
	return { name, isSwitch: mark === '?', own: own ?? name };
}

/** A value as SQLite takes it. */
export function stored(value: MovedValue | undefined): string | number | Uint8Array | null {
	return typeof value === 'boolean' ? Number(value) : (value ?? null);
}

/** The values of a row by the names of a statement's parameters. */
function bound(row: MovedRow): Record<string, ReturnType<typeof stored>> {
	return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, stored(value)]));
}

/** The writer of the events has counted what each source sent; the row takes the place of what it made. */
function insertSource(database: DatabaseSync): (row: MovedRow) => void {
	const insert = database.prepare(`
		INSERT INTO source (id, name, ip, log_type, group_id, enabled, deleted, display_name, domain, agent_id, time_zone,
			first_seen, last_seen, events)
		SELECT :id, :name, :ip, :log_type, :group_id, :enabled, :deleted, :display_name, :domain, :agent_id, :time_zone,
			coalesce(max(first_seen), 0), coalesce(max(last_seen), 0), coalesce(max(events), 0)
		FROM (SELECT first_seen, last_seen, events FROM counted_source WHERE name = :name)
	`);
	return ({ has_sent: _sent, ...row }) => void insert.run(bound(row));
}

function insertAlert(database: DatabaseSync): (row: MovedRow) => void {
	const insert = database.prepare(`
		INSERT INTO alert (id, doc, seq, profile, grp, slot, time, severity, status, events, evidence, tokens, raised_at,
			assignee)
		VALUES (:id, :doc, :seq, :profile, :grp, :slot, :time, :severity, :status, :events, :evidence, '', :raised_at,
			:assignee)`);
	const index = database.prepare('INSERT INTO alert_fts (rowid, tokens) VALUES (?, ?)');
	return ({ event: _event, ...row }) => {
		insert.run(bound(row));
		const document = JSON.parse(row['doc'] as string) as Parameters<typeof termsOf>[0];
		index.run(row['id'] as number, termsOf(document));
	};
}

function insertConnection(database: DatabaseSync): (row: MovedRow) => void {
	const insert = database.prepare(`
		INSERT INTO connection (id, tool, name, enabled, settings, mapping, severities, secrets, created_at, updated_at)
		VALUES (:id, :tool, :name, :enabled, :settings, :mapping, :severities, :secrets, :created_at, :updated_at)`);
	const register = database.prepare(
		'INSERT INTO webhook_registration (connection, registered_by) VALUES (?, ?)',
	);
	return ({ registered_by: by, ...row }) => {
		insert.run(bound(row));
		if (typeof by === 'string') register.run(row['id'] as number, by);
	};
}
