/** Statements that add the demo's agents, domains, computers and users to SQLite. */
import { DEMO_AGENTS, DEMO_DOMAINS, DEMO_USERS } from '../../../inventory';

const text = (value: string | number): string =>
	typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;

const row = (values: readonly (string | number)[]): string => `(${values.map(text).join(', ')})`;

const computers = Object.entries(DEMO_DOMAINS).flatMap(([domain, names]) =>
	names.map((name) => `(${text(name)}, (SELECT id FROM domain WHERE name = ${text(domain)}))`),
);

/** Statements that add the demo's rows; those that are there already stay as they are. */
export const DEMO_SQL = `
INSERT OR IGNORE INTO agent (name, ip, running, version) VALUES ${DEMO_AGENTS.map(row).join(', ')};
INSERT OR IGNORE INTO domain (name) VALUES ${Object.keys(DEMO_DOMAINS)
	.map((name) => row([name]))
	.join(', ')};
INSERT OR IGNORE INTO computer (name, domain_id) VALUES ${computers.join(', ')};
INSERT OR IGNORE INTO user (name, role, email) VALUES ${DEMO_USERS.map(row).join(', ')};
`;
