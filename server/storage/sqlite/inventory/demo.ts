/** The demo's agents, domains, computers and users; they fit the hosts of the demo's logs. */

const hosts = (prefix: string, count: number): string[] =>
	Array.from({ length: count }, (_, at) => `${prefix}${String(at + 1).padStart(2, '0')}`);

const DOMAINS = {
	CORP: [...hosts('DC', 2), ...hosts('FS', 2), ...hosts('APP', 4), ...hosts('WS', 60)],
	LAB: hosts('TEST', 6),
} satisfies Record<string, readonly string[]>;

const AGENTS = [
	['agent-hq', '10.10.1.5', 1, '12.4.1'],
	['agent-branch', '10.20.3.5', 1, '12.4.1'],
	['agent-lab', '10.90.0.5', 0, '12.3.8'],
] as const;

const USERS = [
	['maria.silva', 'Administrator', 'maria.silva@corp.example'],
	['wei.chen', 'Operator', 'wei.chen@corp.example'],
	['anna.novak', 'Operator', 'anna.novak@corp.example'],
	['david.khan', 'Guest', 'david.khan@corp.example'],
] as const;

const text = (value: string | number): string =>
	typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;

const row = (values: readonly (string | number)[]): string => `(${values.map(text).join(', ')})`;

const computers = Object.entries(DOMAINS).flatMap(([domain, names]) =>
	names.map((name) => `(${text(name)}, (SELECT id FROM domain WHERE name = ${text(domain)}))`),
);

/** Statements that add the demo's rows; those that are there already stay as they are. */
export const DEMO_SQL = `
INSERT OR IGNORE INTO agent (name, ip, running, version) VALUES ${AGENTS.map(row).join(', ')};
INSERT OR IGNORE INTO domain (name) VALUES ${Object.keys(DOMAINS)
	.map((name) => row([name]))
	.join(', ')};
INSERT OR IGNORE INTO computer (name, domain_id) VALUES ${computers.join(', ')};
INSERT OR IGNORE INTO user (name, role, email) VALUES ${USERS.map(row).join(', ')};
`;
