/** The server's own log. */
import { closeLogger, createLogger } from '../../http';
import type { Clock } from '../../platform';
import type { ServerOptions } from '../server';
import type { Stores } from '../stores';

/** What it writes of at once. */
export interface LogPorts {
	readonly clock: Clock;
	readonly openToOthers: Stores['openToOthers'];
}

/** Opens it; files that others can read are its first lines. */
export function openLog({ clock, openToOthers }: LogPorts, { logLevel }: ServerOptions) {
	const logger = createLogger({ level: logLevel, clock });
	for (const path of openToOthers) {
		logger.warn(
			`${path} is open to other users of this machine: chmod it, it is not only this server's`,
		);
	}
	return {
		logger,
		/** Tells what failed without anybody waiting for it. */
		trouble: (doing: string, error: unknown) => logger.error({ err: error }, doing),
		close: () => closeLogger(logger),
	};
}
