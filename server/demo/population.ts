/** The imaginary company whose logs the demo shows: its hosts, users and the addresses around it. */

import type { Prng } from './prng';

/** DNS and Windows domain of the company. */
export const DNS_DOMAIN = 'corp.example';
export const DOMAIN = 'CORP';

/** A machine of the company. */
export interface Host {
	readonly name: string;
	readonly ip: string;
}

/** Everyone and everything that appears in the logs; earlier entries appear more often. */
export interface Population {
	readonly windows: readonly Host[];
	readonly controllers: readonly Host[];
	readonly unix: readonly Host[];
	readonly web: readonly Host[];
	readonly firewalls: readonly Host[];
	readonly users: readonly string[];
	readonly admins: readonly string[];
	/** Addresses of the internet: documentation ranges only (RFC 5737). */
	readonly visitors: readonly string[];
	readonly attackers: readonly string[];
}

const FIRST_NAMES = (
	'maria james wei anna david fatima john priya lukas elena omar sofia peter yuki carlos ' +
	'nina tom aisha paul ingrid marco julia samir kate erik lena ravi olga hugo mei'
).split(' ');
const LAST_NAMES = 'smith garcia chen mueller khan rossi silva novak patel kim olsen dubois'.split(
	' ',
);

function hosts(prefix: string, count: number, network: string, first: number): Host[] {
	return Array.from({ length: count }, (_, i) => ({
		name: `${prefix}${String(i + 1).padStart(2, '0')}`,
		ip: `${network}.${first + i}`,
	}));
}

function addresses(prng: Prng, network: string, count: number): string[] {
	return Array.from({ length: count }, () => `${network}.${prng.between(1, 254)}`);
}

/** Makes the population of one seed. */
export function makePopulation(prng: Prng): Population {
	const users = Array.from(
		{ length: 120 },
		() => `${prng.pick(FIRST_NAMES)}.${prng.pick(LAST_NAMES)}`,
	);
	return {
		windows: [
			...hosts('FS', 2, '10.10.1', 20),
			...hosts('APP', 4, '10.10.1', 40),
			...hosts('WS', 60, '10.20.3', 11),
		],
		controllers: hosts('DC', 2, '10.10.1', 10),
		unix: [
			...hosts('bastion', 1, '10.10.2', 5),
			...hosts('db', 3, '10.10.2', 30),
			...hosts('build', 4, '10.10.2', 60),
		],
		web: hosts('web', 3, '10.30.0', 11),
		firewalls: hosts('fw', 2, '10.0.0', 1),
		users: [...new Set(users)],
		admins: ['adm.chen', 'adm.novak', 'administrator', 'svc_backup'],
		visitors: [...addresses(prng, '203.0.113', 80), ...addresses(prng, '198.51.100', 80)],
		attackers: addresses(prng, '192.0.2', 6),
	};
}

/** The full name of a Windows host. */
export function fqdn(host: Host): string {
	return `${host.name}.${DNS_DOMAIN}`;
}
