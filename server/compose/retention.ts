/** Opens what removes events by age and size, and says where it is told of: the log and the audit log. */
import type { AdminParts } from '../access/admin';
import type { Logger } from 'pino';
import { type Removal, Retention } from '../logs/retention';
import type { RetentionLimits } from '../logs/store';
import type { Clock } from '../platform';
import type { Stores } from './stores';

/** What retention works with. */
export interface RetentionParts {
	readonly stores: Pick<Stores, 'retaining'>;
	readonly admin: Pick<AdminParts, 'audit'>;
	readonly clock: Clock;
	readonly logger: Logger;
}

const EVERYTHING: RetentionLimits = { ageMs: null, bytes: null };
const WORDS = { age: 'as they arrived too long ago', size: 'as there was too much' } as const;

/**
 * Makes it; it works from `start` on.
 *
 * @param limits everything is kept by default
 * @returns undefined where the engine removes by rules of its own
 */
export function openRetention(
	{ stores: { retaining: store }, admin, clock, logger }: RetentionParts,
	limits: RetentionLimits = EVERYTHING,
): Retention | undefined {
	if (store === undefined) return undefined;
	const onError = (error: unknown) => logger.error({ err: error }, 'remove old events');
	return new Retention({
		...{ store, limits, clock, onError },
		onRemoved: (removal) => {
			const note = sentence(removal);
			logger.info({ ...removal }, note);
			admin.audit.did('events_removed', { count: removal.events, note }).catch(onError);
		},
	});
}

function sentence({ reason, events, firstHour, lastHour }: Removal): string {
	const hour = (time: number) => `${new Date(time).toISOString().slice(0, 13)}:00Z`;
	const from = hour(firstHour);
	const hours =
		firstHour === lastHour ? `the hour ${from}` : `the hours ${from} to ${hour(lastHour)}`;
	return `retention removed ${events} events of ${hours}, ${WORDS[reason]}`;
}
