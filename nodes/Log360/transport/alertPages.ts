/** Pages of alerts, for filters that take more values than one V2 call does. */
import type { INode } from 'n8n-workflow';

import { dialectOf } from '../dialects';
import type { AlertCriteria, Page } from '../dialects/dialect';
import { readPage } from '../dialects/read';
import type { Client } from './client';
import { followCursor, type EarlyEnd } from './pages';
import { understood } from './understood';

export interface AlertPageSettings {
	readonly node: INode;
	readonly item?: number;
	readonly repeatTimes?: boolean;
	onEarlyEnd?(reason: EarlyEnd): void;
}

/**
 * Yields the pages of all alerts that match. V2 takes one severity and one status a call (documented), so each pair of values is
 * asked for by itself, one after the other.
 */
export async function* alertPages(
	client: Client,
	criteria: AlertCriteria,
	settings: AlertPageSettings,
): AsyncGenerator<Page> {
	const dialect = dialectOf(client.generation);
	for (const part of client.generation === 'v2' ? singles(criteria) : [criteria]) {
		yield* followCursor(client, {
			first: dialect.alerts(part),
			next: (cursor) => dialect.alertsNext(cursor, settings.repeatTimes ? part : undefined),
			read: (body) => understood(readPage(body), body, 'alerts', settings.node, settings.item),
			onEarlyEnd: (reason) => settings.onEarlyEnd?.(reason),
		});
	}
}

/** The same criteria, split so that each part has at most one severity and one status. */
export function singles(criteria: AlertCriteria): AlertCriteria[] {
	const orNone = <T>(values: readonly T[]) =>
		values.length === 0 ? [[]] : values.map((value) => [value]);
	return orNone(criteria.severities).flatMap((severities) =>
		orNone(criteria.statuses).map((statuses) => ({ ...criteria, severities, statuses })),
	);
}
