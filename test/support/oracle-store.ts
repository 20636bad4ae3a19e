/** The event store's oracle: a list in memory, searched with the predicate; too slow for use and too simple to be wrong. */

import { documentOf, type SearchRequest, toClientForm } from '../../server/logs/store';
import type { LogEvent } from '../../server/logs/events';
import { compilePredicate, parseQuery } from '../../server/logs/query';

type Selecting = Pick<SearchRequest, 'query' | 'from' | 'to' | 'hosts' | 'logTypes'>;

/** Knows what a store that got the same events must answer. */
export class OracleStore {
	private readonly events: LogEvent[] = [];

	append(events: readonly LogEvent[]): void {
		this.events.push(...events);
	}

	/** The matching events, newest first; of those of one millisecond the one that came last is first. */
	select({ query, from, to, hosts, logTypes }: Selecting): LogEvent[] {
		const matches = compilePredicate(parseQuery(query));
		return this.events
			.map((event, order) => ({ event, order }))
			.filter(({ event }) => event.time >= from && event.time <= to)
			.filter(
				({ event }) => hasOneOf(event, 'HOSTNAME', hosts) && hasOneOf(event, 'LOGTYPE', logTypes),
			)
			.filter(({ event }) => matches(event.fields, event.time))
			.sort((one, other) => other.event.time - one.event.time || other.order - one.order)
			.map(({ event }) => event);
	}

	/** The documents of the matching events as a page shows them. */
	documents(request: Selecting & Pick<SearchRequest, 'form'>): string[] {
		return this.select(request).map((event) => {
			const document = documentOf(event);
			return request.form === 'client' ? toClientForm(document) : document;
		});
	}

	total(request: Selecting): number {
		return this.select(request).length;
	}
}

function hasOneOf(event: LogEvent, field: string, values: readonly string[] | undefined): boolean {
	if (values === undefined) return true;
	const own = String(event.fields[field] ?? '').toLowerCase();
	return values.some((value) => value.toLowerCase() === own);
}
