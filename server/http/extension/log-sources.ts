/** Extension: log sources by name, and the way back from "disabled". */
import type { LogSource } from '../../logs/events';
import type { EventStore } from '../../logs/store';
import { type SourceInventory, sourcesNamed } from '../../logs/sources';
import { quotedList } from '../../platform';
import type { Handlers } from '../endpoint';
import { ApiError } from '../errors';
import { showSource } from '../v2/log-sources';

/** What the handlers work on. */
export interface LogSourceExtensionOptions {
	readonly store: Pick<EventStore, 'sources'>;
	readonly sources: Pick<SourceInventory, 'updateSources'>;
}

/** Handlers below `/api/v2/log-sources`. */
export function logSourceExtensions({ store, sources }: LogSourceExtensionOptions): Handlers {
	return {
		'server.logSources.byName': async ({ query: { name } }) => {
			const [found, ...others] = sourcesNamed(await store.sources(), name);
			if (found === undefined) throw new ApiError('unknown_device', JSON.stringify(name));
			if (others.length > 0) throw severalOf(name, [found, ...others]);
			return { data: showSource(found) };
		},
		'server.logSources.setStatus': async ({ body: { names, status } }) => {
			const all = await store.sources();
			const found = names.map((name) => ({ name, named: sourcesNamed(all, name) }));
			const missing = found.filter(({ named }) => named.length === 0);
			if (missing.length > 0)
				throw new ApiError('unknown_device', quotedList(missing.map(({ name }) => name)));
			const enabled = status === 'enabled';
			const concerned = [...new Set(found.flatMap(({ named }) => named))];
			const changed = await sources.updateSources(concerned.map(({ id }) => ({ id, enabled })));
			return {
				data: { log_sources: changed.map(showSource) },
				meta: { updated: concerned.filter((source) => source.enabled !== enabled).length },
			};
		},
	};
}

function severalOf(name: string, found: readonly LogSource[]): ApiError {
	const names = quotedList(found.map((source) => source.name));
	return new ApiError(
		'conflict',
		`name: ${JSON.stringify(name)} stands for ${names}; give a host name.`,
	);
}
