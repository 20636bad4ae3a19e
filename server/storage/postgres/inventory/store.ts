/** The store of the inventory in PostgreSQL: agents, domains, computers, users and custom reports. */
import {
	type Agent,
	type Computer,
	DEMO_AGENTS,
	DEMO_DOMAINS,
	DEMO_USERS,
	type Domain,
	type InventoryStore,
	type InventoryStoreMethods,
	type User,
} from '../../../inventory';
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';
import type { Layout } from '../data/layout';
import { PostgresStore, type StorePart } from '../data/store';
import {
	createReport,
	deleteReport,
	REPORT_COUNTS,
	REPORTS,
	reports,
	updateReport,
} from '../reports/table';

/** Names are one without regard to the case of ASCII letters, as in the embedded store. */
const INVENTORY = `
CREATE TABLE agent (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text COLLATE "C" NOT NULL,
	ip text NOT NULL,
	running boolean NOT NULL,
	version text NOT NULL
);
CREATE UNIQUE INDEX agent_name ON agent (lower(name));
CREATE TABLE domain (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX domain_name ON domain (lower(name));
CREATE TABLE computer (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text COLLATE "C" NOT NULL,
	domain_id bigint NOT NULL REFERENCES domain (id)
);
CREATE UNIQUE INDEX computer_name ON computer (domain_id, lower(name));
CREATE TABLE person (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text COLLATE "C" NOT NULL,
	role text NOT NULL,
	email text
);
CREATE UNIQUE INDEX person_name ON person (lower(name));
INSERT INTO person (name, role) VALUES ('admin', 'Administrator');
`;

/** The inventory's tables. */
export const INVENTORY_LAYOUT: Layout = {
	part: 'inventory',
	steps: [
		`${INVENTORY} ${REPORTS}`,
		'CREATE TABLE inventory_state (key text PRIMARY KEY, value text NOT NULL)',
		REPORT_COUNTS,
	],
};

const METHODS: StorePart<InventoryStoreMethods> = {
	part: INVENTORY_LAYOUT.part,
	methods: {
		agents: (sql: Sql) =>
			sql.all<Agent>('SELECT id, name, ip, running, version FROM agent ORDER BY id'),
		domains: (sql: Sql) => sql.all<Domain>('SELECT id, name FROM domain ORDER BY id'),
		computers: (sql: Sql) =>
			sql.all<Computer>(
				`SELECT c.name, d.name AS domain FROM computer c JOIN domain d ON d.id = c.domain_id
				ORDER BY d.id, lower(c.name)`,
			),
		users: (sql: Sql) => sql.all<User>('SELECT id, name, role, email FROM person ORDER BY id'),
		...{ reports, createReport, updateReport, deleteReport },
	},
	reads: new Set(['agents', 'domains', 'computers', 'users', 'reports']),
};

/** The store in a schema with {@link INVENTORY_LAYOUT}. It has the administrator, and no demo data. */
export function postgresInventoryStore(database: PostgresDatabase): InventoryStore {
	return new PostgresStore(database, METHODS);
}

/** Adds the demo's agents, domains, computers and users, once; those that are there already stay as they are. */
export function addDemoInventory(database: PostgresDatabase): Promise<void> {
	return database.write(INVENTORY_LAYOUT.part, async (sql) => {
		const isNew = await sql.run(
			`INSERT INTO inventory_state (key, value) VALUES ('demo', 'added') ON CONFLICT DO NOTHING`,
		);
		if (isNew === 0) return;
		for (const [name, ip, running, version] of DEMO_AGENTS)
			await sql.run(
				'INSERT INTO agent (name, ip, running, version) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
				[name, ip, running === 1, version],
			);
		for (const [domain, computers] of Object.entries(DEMO_DOMAINS)) {
			await sql.run('INSERT INTO domain (name) VALUES ($1) ON CONFLICT DO NOTHING', [domain]);
			await sql.run(
				`INSERT INTO computer (name, domain_id) SELECT c.name, d.id FROM domain d, unnest($2::text[]) AS c (name)
				WHERE lower(d.name) = lower($1) ON CONFLICT DO NOTHING`,
				[domain, computers],
			);
		}
		for (const [name, role, email] of DEMO_USERS)
			await sql.run(
				'INSERT INTO person (name, role, email) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
				[name, role, email],
			);
	});
}
