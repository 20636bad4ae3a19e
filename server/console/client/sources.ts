/** Shows the log sources that have sent logs. */
import { call } from './api.js';
import { byId, element, table } from './elements.js';

interface Source {
	readonly log_source: string;
	readonly ip_address: string;
	readonly log_type_name: string;
	readonly log_source_group_name: string;
	readonly status: string;
	readonly last_message_time?: string;
}

/** Most sources shown. */
const LIMIT = 1000;

/** Loads and shows the list. */
export async function showSources(): Promise<void> {
	const answer = await call<{ data: { log_sources: Source[] }; meta: { total_items: number } }>(
		`/api/v2/log-sources?limit=${LIMIT}`,
	);
	const { whole, body } = table(
		['Device', 'IP address', 'Log type', 'Group', 'Status', 'Last event'],
		'sources',
	);
	for (const source of answer.data.log_sources) {
		const texts = [
			source.log_source,
			source.ip_address,
			source.log_type_name,
			source.log_source_group_name,
			source.status,
			source.last_message_time?.replace('T', ' ').replace('Z', '') ?? '',
		];
		body.append(
			element(
				'tr',
				texts.map((text) => element('td', text)),
			),
		);
	}
	const shown = answer.data.log_sources.length;
	const empty = 'No log source yet. Send logs with "log360-server import" or POST /ingest.';
	const summary = shown === 0 ? empty : `${shown} of ${answer.meta.total_items} log sources`;
	byId('source-list').replaceChildren(element('p', summary), ...(shown === 0 ? [] : [whole]));
}
