/** Incidents that were created or changed. API V2 only. */
import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { simplifyIncident } from '../../Log360/dialects/simplify';
import { listIncidents } from '../../Log360/methods/lists';
import type { PollWindow } from '../ledger';
import type { Source } from './source';

/** The list has no filter by time, so all incidents are read; which ones are new shows in `updated_time`. */
export const incidents: Source = {
	async fetch({ context, client, window, limit, isKnown }) {
		const records = await listIncidents({ client, node: context.getNode(), limit: Infinity });
		return records
			.map((record) => sightingOf(record, window, isKnown))
			.filter(({ time }) => time >= window.from)
			.sort((one, other) => other.time - one.time)
			.slice(0, limit);
	},

	wants(context, record) {
		const wanted = context.getNodeParameter('incidentChange', 'both') as string;
		return wanted === 'both' || record.change === wanted;
	},
};

/** Each version of an incident is a sighting of its own; the first one that is seen of a young incident is its creation. */
function sightingOf(raw: IDataObject, window: PollWindow, isKnown: (prefix: string) => boolean) {
	const incident = simplifyIncident(raw);
	const updated = Date.parse(String(incident.updatedTime ?? ''));
	const created = Date.parse(String(incident.createdTime ?? ''));
	const dated = !Number.isNaN(updated);
	const prefix = `${String(incident.id)}@`;
	const isNew = created >= window.from && !isKnown(prefix);
	return {
		fingerprint: prefix + (dated ? String(updated) : hashOf(raw)),
		time: dated ? updated : window.now,
		record: { change: isNew ? 'created' : 'changed', ...incident },
	};
}

function hashOf(record: IDataObject): string {
	return createHash('sha256').update(JSON.stringify(record)).digest('base64').slice(0, 22);
}
