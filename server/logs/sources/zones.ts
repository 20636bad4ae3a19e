/** Changes log sources, and tells the ingest thread their time zones before the change is answered. */
import type { LogSource } from '../events';
import type { EventStore } from '../store';
import type { NewSource, SourceChange, SourceInventory } from './changes';

/** Zones as people wrote them, by lower-case name of the log source. */
export type ZonesBySource = ReadonlyMap<string, string>;

/** Who reads times in the zones. */
export interface ZoneUser {
	useZones(zones: ZonesBySource): Promise<unknown>;
}

/** The zones of the log sources that have one. */
export function zonesOf(sources: readonly LogSource[]): ZonesBySource {
	return new Map(
		sources.flatMap(({ name, timeZone }) =>
			timeZone === null ? [] : [[name.toLowerCase(), timeZone] as const],
		),
	);
}

/** Log sources as the API changes them; a change of zones holds for every batch that begins after it. */
export class SourceZones implements SourceInventory {
	private telling: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly store: Pick<EventStore, 'sources'> & SourceInventory,
		private readonly user: ZoneUser,
	) {}

	/** Hands the stored zones to the ingest thread; call once at start. */
	start(): Promise<void> {
		return this.tell();
	}

	addSources(sources: readonly NewSource[]): Promise<LogSource[]> {
		return this.store.addSources(sources);
	}

	async updateSources(changes: readonly SourceChange[]): Promise<LogSource[]> {
		const changed = await this.store.updateSources(changes);
		if (changes.some(({ timeZone }) => timeZone !== undefined)) await this.tell();
		return changed;
	}

	async deleteSources(ids: readonly number[]): Promise<number> {
		const count = await this.store.deleteSources(ids);
		await this.tell();
		return count;
	}

	disableSources(names: readonly string[]): Promise<void> {
		return this.store.disableSources(names);
	}

	/** One after another, so that older zones never arrive behind newer ones. */
	private tell(): Promise<void> {
		const next = this.telling
			.catch(() => undefined)
			.then(async () => {
				await this.user.useZones(zonesOf(await this.store.sources()));
			});
		this.telling = next;
		return next;
	}
}
