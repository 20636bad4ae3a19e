/** The rows of agents, domains, computers and users, which this server only reads; synchronous, for a worker thread. */
import type { Agent, Computer, Domain, User } from '../../../inventory';
import type { DatabaseSync } from 'node:sqlite';

/** All agents by id. */
export function listAgents(database: DatabaseSync): Agent[] {
	const rows = database
		.prepare('SELECT id, name, ip, running, version FROM agent ORDER BY id')
		.all();
	return rows.map((row) => ({ ...row, running: row['running'] === 1 }) as unknown as Agent);
}

/** All domains by id. */
export function listDomains(database: DatabaseSync): Domain[] {
	return rowsOf(database, 'SELECT id, name FROM domain ORDER BY id');
}

/** All computers, by domain and name. */
export function listComputers(database: DatabaseSync): Computer[] {
	return rowsOf(
		database,
		`SELECT c.name, d.name AS domain FROM computer c JOIN domain d ON d.id = c.domain_id
		ORDER BY d.id, c.name`,
	);
}

/** All users by id. */
export function listUsers(database: DatabaseSync): User[] {
	return rowsOf(database, 'SELECT id, name, role, email FROM user ORDER BY id');
}

/** Rows as plain objects: those of node:sqlite have no prototype, which comparisons in tests stumble over. */
function rowsOf<T>(database: DatabaseSync, sql: string): T[] {
	return database
		.prepare(sql)
		.all()
		.map((row) => ({ ...row }) as T);
}
