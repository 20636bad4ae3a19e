/** Incidents that were created, changed or closed. API V2 only. */
import { createHash } from 'crypto';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { withUrl } from '../../Log360/dialects/consolePage';
import { simplifyIncident } from '../../Log360/dialects/simplify';
import { untoldOf } from '../../Log360/methods/incidentDetails';
import { listIncidents } from '../../Log360/methods/incidents';
import { usageError } from '../../Log360/transport/errors';
import type { PollWindow, Sighting } from '../ledger';
import { changesBetween, isNewer, remember, type Known } from './incidentMemory';
import { incidentFilters, matchesIncident, type IncidentFilters } from './incidentFilters';
import type { Source } from './source';

/**
 * Log360's list has no filter by time, so all incidents are read; which ones are new shows in `updated_time`. log360-server filters, so
 * that only its first poll reads all of them.
 */
export const incidents: Source = {
	async fetch({ context, client, window, limit, memory }) {
		// Words that are none show before the call.
		const wanted = incidentFilters(context);
		const access = { client, node: context.getNode(), limit: Infinity };
		const filters = memory.filtersByTime === true ? { updatedSince: window.from } : {};
		const records = await listIncidents(access, { filters });
		// log360-server says who it is; what others make of a filter that they do not know, nobody knows.
		memory.filtersByTime = client.consoleUrl() !== undefined;
		if (memory.filtersByTime === false) checkTold(context, records, wanted);
		return records
			.map((record) => sightingOf(record, window, client.consoleUrl()))
			.sort((one, other) => other.time - one.time)
			.slice(0, limit);
	},

	/** Tells what changed since an incident was last seen, and drops a version that is older than one seen before. */
	finish({ found, emit, window, memory, hadLedger }) {
		const before = (memory.incidents ?? {}) as Known;
		const records = emit.flatMap(({ record, time }) => {
			const known = before[String(record.id)];
			if (known !== undefined && !isNewer(record, time, known)) return [];
			const created = Date.parse(String(record.createdTime ?? ''));
			const isCreated = known === undefined && created >= window.from;
			const changes = known === undefined ? null : changesBetween(known, record);
			return [{ change: isCreated ? 'created' : 'changed', ...record, changes }];
		});
		memory.incidents = remember(hadLedger ? before : {}, found);
		return records;
	},

	wants(context, record) {
		const wanted = context.getNodeParameter('incidentChange', 'both') as string;
		if (!matchesIncident(record, incidentFilters(context))) return false;
		if (wanted === 'closed') return isClosing(record);
		return wanted === 'both' || record.change === wanted;
	},
};

/** A filter by what the list does not tell would never match, and the trigger never start. */
function checkTold(context: IPollFunctions, records: IDataObject[], wanted: IncidentFilters): void {
	const { assignees, ...words } = wanted;
	const untold = untoldOf(records, { ...words, assignee: assignees[0] });
	if (untold.length === 0) return;
	throw usageError(
		context.getNode(),
		`None of the ${records.length} incidents in the server's list tells its ${untold.join(' and ')}, so the trigger cannot filter by it`,
		'Remove this filter, and look at each incident with Incident > Get behind the trigger.',
	);
}

/** Closed now, and not known to have been closed before. */
function isClosing(record: IDataObject): boolean {
	if (record.status !== 'closed') return false;
	const changes = record.changes as IDataObject | null | undefined;
	return record.change === 'created' || !changes || 'status' in changes;
}

/**
 * Each version of an incident is a sighting of its own. Its content counts beside its time, since two changes may fall into one
 * second.
 */
function sightingOf(
	raw: IDataObject,
	window: PollWindow,
	consoleUrl: string | undefined,
): Sighting<IDataObject> {
	const record = simplifyIncident(raw);
	const updated = Date.parse(String(record.updatedTime ?? ''));
	const dated = !Number.isNaN(updated);
	// Older ones are never compared, so their content need not be.
	const content = dated && updated < window.from ? '' : hashOf(record);
	const version = dated ? `${updated}:${content}` : content;
	return {
		fingerprint: `${String(record.id)}@${version}`,
		time: dated ? updated : window.now,
		record: withUrl(record, consoleUrl, 'incidents'),
	};
}

function hashOf(record: IDataObject): string {
	return createHash('sha256').update(JSON.stringify(record)).digest('base64').slice(0, 10);
}
