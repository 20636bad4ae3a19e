/** Sessions of administrators on PostgreSQL. */
import type { Clock } from '../../../server/platform';
import { ACCESS_LAYOUT, PostgresSessions } from '../../../server/storage/postgres';
import { openPostgres } from './fixture';

/** Sessions in a schema of their own. */
export async function openSessions(clock: Clock): Promise<PostgresSessions> {
	return new PostgresSessions(await openPostgres([ACCESS_LAYOUT]), clock);
}
