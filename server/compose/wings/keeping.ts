/** What is kept of the events, and how far the store's work in the background is. */
import { BackgroundLog } from '../background-log';
import { openRetention, type RetentionParts } from '../retention';
import type { ServerOptions } from '../server';

/** Opens what removes old events, where that is this server's work, and what tells the log of it; both work from `begin` on. */
export function openKeeping(
	ports: RetentionParts,
	{ retention: limits }: Pick<ServerOptions, 'retention'>,
) {
	const retention = openRetention(ports, limits);
	const background = new BackgroundLog({ retention, logger: ports.logger });
	return {
		retention,
		begin() {
			retention?.start();
			// No start waits for the reader that it asks.
			void background.start();
		},
		async close() {
			background.close();
			await retention?.close();
		},
	};
}
