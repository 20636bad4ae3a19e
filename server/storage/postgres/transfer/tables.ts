/** The tables of a schema as they move to another engine and back: the columns that both have, and those that follow from them. */
import type { AlertDocument } from '../../../detection';
import type { MovedRow } from '../../../platform';
import { lexemesOf } from '../alerts/terms';
import { searchedOf } from '../incidents/table';
import { keyOf } from '../sources/read';

/** How a table moves. */
export interface TableMove {
	/** The table's own name, where it has another one than both engines know it under. */
	readonly table?: string;
	readonly columns: readonly string[];
	readonly order: string;
	/** The column that is numbered, where numbers are not given again. */
	readonly numbered?: string;
	/** Further columns of a row, which follow from the others: expression of the parameter, and its value. */
	readonly more?: Readonly<
		Record<string, readonly [expression: string, of: (row: MovedRow) => unknown]>
	>;
}

const words = (text: string) => text.trim().split(/\s+/);
const keyed = (columns: string, order: string): TableMove => ({ columns: words(columns), order });
const numbered = (columns: string): TableMove => ({ ...keyed(columns, 'id'), numbered: 'id' });

const folded = (row: MovedRow) =>
	searchedOf(
		String(row['name']),
		String(row['description']),
		JSON.parse(String(row['actors'])) as Parameters<typeof searchedOf>[2],
	);

/** By the name that both engines know them under, in an order in which whoever is referred to comes first. */
export const TABLES: ReadonlyMap<string, TableMove> = new Map<string, TableMove>([
	['account', keyed('name password changed_at', 'name')],
	[
		'token',
		keyed(
			'id name generation prefix hash scopes expires_at created_at last_used_at regenerated_at revoked_at',
			'created_at, seq',
		),
	],
	['former_secret', keyed('hash token_id', 'hash')],
	['audit', numbered('id category time event doc')],
	['source_group', numbered('id name')],
	[
		'source',
		{
			...numbered(
				'id name ip log_type group_id enabled deleted display_name domain agent_id time_zone has_sent',
			),
			more: { key: ['?', (row) => keyOf(String(row['name']))] },
		},
	],
	['log_type', keyed('id name details', 'made')],
	['parser_rule', numbered('id name log_type pattern enabled')],
	['ingest_part', keyed('key part digest stored dropped at', 'key, part')],
	['alert_profile', keyed('id origin enabled draft', 'id')],
	[
		'alert',
		{
			...keyed(
				'id seq doc profile grp slot event time severity status assignee events evidence raised_at',
				'seq',
			),
			more: {
				terms: [
					'array_to_tsvector(?::text[])',
					(row) => lexemesOf(JSON.parse(String(row['doc'])) as AlertDocument),
				],
			},
		},
	],
	['alert_history', numbered('id alert at actor field was became note')],
	[
		'alert_match',
		{
			...keyed('profile step grp time event arrival weight value', 'arrival'),
			numbered: 'arrival',
		},
	],
	['alert_consumer', keyed('name seq', 'name')],
	[
		'incident',
		{
			...numbered(
				`id name description severity status assignee due_at created_by created_at updated_at source actors profile_id
				profile_name group_key`,
			),
			more: {
				folded_name: ['?', (row) => folded(row).foldedName],
				folded_description: ['?', (row) => folded(row).foldedDescription],
				folded_actors: ['?::text[]', (row) => folded(row).foldedActors],
			},
		},
	],
	['note', numbered('id incident_id text author created_at')],
	['evidence', numbered('id incident_id source description data added_by created_at')],
	['activity', numbered('id incident_id time actor action detail')],
	['incident_export', numbered('id incident_id format created_at job_id')],
	['incident_alert', keyed('alert incident_id', 'alert')],
	['incident_position', keyed('seq', 'seq')],
	[
		'connection',
		numbered(
			'id tool name enabled settings mapping severities secrets created_at updated_at registered_by',
		),
	],
	['ticket', numbered('id connection_id incident_id ticket_id alias status severity created_at')],
	['told', numbered('id ticket field value time')],
	[
		'delivery',
		numbered('id connection_id incident_id kind state round attempts note created_at updated_at'),
	],
	['attempt', numbered('id delivery_id time outcome status message')],
	['muted_profile', keyed('id name muted_at', 'id')],
	[
		'template',
		numbered(
			'id name name_key description enabled predefined created_by created_on last_modified definition',
		),
	],
	[
		'run',
		numbered(
			`id template_id template_name definition context trigger owner ticket_id key state block message job_id created_at
			started_at ended_at`,
		),
	],
	[
		'step',
		keyed(
			'run_id number block type state attempt input output error simulated wake_at started_at ended_at',
			'run_id, number',
		),
	],
	['effect', keyed('run_id block attempt result', 'run_id, block, attempt')],
	['mail', numbered('id run_id block time mail')],
	['automation', keyed('template_id profile_id arguments', 'template_id, profile_id')],
	[
		'device',
		{
			...keyed('key state changed_at', 'key'),
			more: { hash: ['md5(?)', (row) => row['key']] },
		},
	],
	['agent', numbered('id name ip running version')],
	['domain', numbered('id name')],
	['computer', numbered('id name domain_id')],
	['person', numbered('id name role email')],
	['report', numbered('id name description module category group query counts')],
	['inventory_state', keyed('key value', 'key')],
	[
		'job',
		{
			...keyed(
				`seq id kind owner idem state payload priority ready due run failures interruptions holder lease submitted started
				synced finished expires done total note hits mark page_size checkpoint result error dead gone`,
				'seq',
			),
			numbered: 'seq',
		},
	],
	['job_page', keyed('job page count ids', 'job, page')],
]);

/** Counters that stand beside their tables, and follow from them. */
export const AFTERWARDS: ReadonlyMap<string, string> = new Map([
	['token', 'UPDATE token_version SET version = version + 1'],
	['alert', 'UPDATE alert_count SET last = coalesce((SELECT max(seq) FROM alert), 0)'],
	['alert_profile', 'UPDATE alert_profiles SET version = version + 1'],
]);
