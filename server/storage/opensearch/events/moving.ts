/** The events of an installation in OpenSearch that no server uses, to move them to another engine or from there, with their ids. */
import type { LogEvent } from '../../../logs/events';
import { type ClientOptions, connect, type SearchClient } from '../client';
import type { IndexSettings } from './mapping';
import { Places } from './places';
import { OpenSearchEventStore } from './store';

/** Where the events are. */
export interface MovingEventsOptions extends IndexSettings {
	readonly cluster: ClientOptions;
	readonly prefix?: string | undefined;
}

/** Reads and writes events. */
export class OpenSearchMove {
	private constructor(
		private readonly client: SearchClient,
		private readonly store: OpenSearchEventStore,
		private readonly places: Places,
	) {}

	/** @throws as {@link OpenSearchEventStore.open} */
	static async open(options: MovingEventsOptions): Promise<OpenSearchMove> {
		const store = await OpenSearchEventStore.open({ ...options, refresh: 'false' });
		const places = new Places(options.prefix ?? 'log360');
		return new OpenSearchMove(connect(options.cluster), store, places);
	}

	/** How many there are; all that was stored before counts. */
	async count(): Promise<number> {
		await this.client.call({ method: 'POST', path: `/${this.places.events}/_refresh` });
		return this.store.count();
	}

	/** The documents of the next events after an id, in the order of their ids. */
	async after(id: number, most: number): Promise<(readonly [id: number, document: string])[]> {
		const { hits } = await this.client.call<{
			hits: { hits: { sort: [number]; _source: { doc: string } }[] };
		}>({
			method: 'POST',
			path: `/${this.places.events}/_search`,
			query: { allow_partial_search_results: false },
			body: {
				...{ size: most, sort: [{ id: 'asc' }], _source: ['doc'], track_total_hits: false },
				search_after: [id],
			},
		});
		return hits.hits.map(({ sort: [found], _source }) => [found, _source.doc] as const);
	}

	/** Stores events under ids; the same batch again stores nothing twice. Durable when it resolves. */
	async put(ids: readonly number[], events: readonly LogEvent[], arrivedAt: number): Promise<void> {
		await this.store.noteFields(events);
		await this.store.storeUnder(ids, events, { name: `move:${ids[0]}`, arrivedAt });
	}

	/** Lets go of the connections. */
	async close(): Promise<void> {
		await this.store.close();
		await this.client.close();
	}
}
