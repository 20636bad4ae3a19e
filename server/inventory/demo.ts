/** The demo's agents, domains, computers and users; they fit the hosts of the demo's logs. */

const hosts = (prefix: string, count: number): string[] =>
	Array.from({ length: count }, (_, at) => `${prefix}${String(at + 1).padStart(2, '0')}`);

/** Computers by domain. */
export const DEMO_DOMAINS = {
	CORP: [...hosts('DC', 2), ...hosts('FS', 2), ...hosts('APP', 4), ...hosts('WS', 60)],
	LAB: hosts('TEST', 6),
} satisfies Record<string, readonly string[]>;

/** Name, address, whether it runs (1 or 0), and version. */
export const DEMO_AGENTS = [
	['agent-hq', '10.10.1.5', 1, '12.4.1'],
	['agent-branch', '10.20.3.5', 1, '12.4.1'],
	['agent-lab', '10.90.0.5', 0, '12.3.8'],
] as const;

/** Name, role and address. */
export const DEMO_USERS = [
	['maria.silva', 'Administrator', 'maria.silva@corp.example'],
	['wei.chen', 'Operator', 'wei.chen@corp.example'],
	['anna.novak', 'Operator', 'anna.novak@corp.example'],
	['david.khan', 'Guest', 'david.khan@corp.example'],
] as const;
