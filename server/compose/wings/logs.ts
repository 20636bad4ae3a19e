/** Logs: what takes them in, with the parser rules and the zones of log sources that it applies. */
import { ParserRules } from '../../logs/log-types';
import { SourceZones } from '../../logs/sources';
import type { Clock } from '../../platform';
import { openIngest } from '../ingest';
import { together } from '../opened';
import type { ServerOptions } from '../server';
import type { Stores } from '../stores';

/** What logs are made of. */
export interface LogsPorts {
	readonly events: Stores['events'];
	readonly clock: Clock;
}

/** Opens them. */
export function openLogs(
	{ events, clock }: LogsPorts,
	{ maxBatch, timeZone }: Pick<ServerOptions, 'maxBatch' | 'timeZone'>,
) {
	return together(async (own) => {
		const ingest = own.add(
			openIngest({
				...{ store: events, clock, maxBytes: maxBatch },
				timeZone: timeZone ?? undefined,
			}),
		);
		const parserRules = new ParserRules(events, ingest);
		await parserRules.start();
		const sources = new SourceZones(events, ingest);
		await sources.start();
		return { ingest, parserRules, sources };
	});
}
