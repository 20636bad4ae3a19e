/** The store of the inventory in PostgreSQL: agents, domains, computers, users and custom reports. */
import type {
	Agent,
	Computer,
	Domain,
	InventoryStore,
	InventoryStoreMethods,
	User,
} from '../../../inventory';
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';
import type { Layout } from '../data/layout';
import { PostgresStore, type StorePart } from '../data/store';
import { createReport, deleteReport, REPORTS, reports, updateReport } from '../reports/table';

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
export const INVENTORY_LAYOUT: Layout = { part: 'inventory', steps: [`${INVENTORY} ${REPORTS}`] };

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
