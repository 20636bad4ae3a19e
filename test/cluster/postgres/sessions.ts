/** Sessions of administrators, and locks of logins, on PostgreSQL. */
import type { Clock } from '../../../server/platform';
import {
	ACCESS_LAYOUT,
	PostgresLoginLocks,
	PostgresSessions,
} from '../../../server/storage/postgres';
import { openPostgres } from './fixture';

/** Sessions in a schema of their own. */
export async function openSessions(clock: Clock): Promise<PostgresSessions> {
	return new PostgresSessions(await openPostgres([ACCESS_LAYOUT]), clock);
}

/** Locks in a schema of their own. */
export async function openLoginLocks(clock: Clock): Promise<PostgresLoginLocks> {
	return new PostgresLoginLocks(await openPostgres([ACCESS_LAYOUT]), clock);
}
