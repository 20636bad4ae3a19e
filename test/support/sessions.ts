/** Sessions of administrators, and locks of logins, for tests that whoever keeps them has to pass: in memory, and in PostgreSQL in the project `cluster`. */
import {
	type LoginLocks,
	MemoryLoginLocks,
	type SessionBook,
	Sessions,
} from '../../server/access/admin';
import type { Clock } from '../../server/platform';
import * as postgres from '../cluster/postgres/sessions';

/** Opens sessions of their own. */
export async function openSessions(clock: Clock): Promise<SessionBook> {
	return process.env['LOG360_TEST_ENGINE'] === 'postgres'
		? postgres.openSessions(clock)
		: new Sessions(clock);
}

/** Opens locks of their own. */
export async function openLoginLocks(clock: Clock): Promise<LoginLocks> {
	return process.env['LOG360_TEST_ENGINE'] === 'postgres'
		? postgres.openLoginLocks(clock)
		: new MemoryLoginLocks(clock);
}
