/** Reads from one unchanging view of the events, whatever arrives meanwhile: what long runs need. */
import type { SearchClient } from '../client';

/** The engine frees the view when nobody asks for so long. */
const KEEP_ALIVE = '5m';

/** One view. */
export class Snapshot {
	private constructor(
		private readonly client: SearchClient,
		private id: string,
	) {}

	/** Opens a view of all indices with events, of which there is at least one. */
	static async open(client: SearchClient, events: string): Promise<Snapshot> {
		const answer = await client.call<{ pit_id: string }>({
			method: 'POST',
			path: `/${events}/_search/point_in_time`,
			query: { keep_alive: KEEP_ALIVE },
		});
		return new Snapshot(client, answer.pit_id);
	}

	/** Runs one search. */
	async search<T>(body: object): Promise<T> {
		const answer = await this.client.call<T & { pit_id?: string }>({
			method: 'POST',
			path: '/_search',
			body: { ...body, pit: { id: this.id, keep_alive: KEEP_ALIVE } },
		});
		this.id = answer.pit_id ?? this.id;
		return answer;
	}

	/** Frees the view; freeing one that is gone is no error. */
	async close(): Promise<void> {
		await this.client
			.call({
				method: 'DELETE',
				path: '/_search/point_in_time',
				body: { pit_id: [this.id] },
				accept: [404],
			})
			// The engine frees it by itself later.
			.catch(() => undefined);
	}
}
