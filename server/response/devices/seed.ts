/** The first state of a simulated device; the same name always gives the same one. */
import { createHash } from 'node:crypto';
import type { DeviceProcess, DeviceService, DeviceState, DeviceUser } from './device';

const WINDOWS_PROCESSES = [
	'System',
	'lsass.exe',
	'services.exe',
	'svchost.exe',
	'explorer.exe',
	'powershell.exe',
	'notepad.exe',
	'chrome.exe',
	'outlook.exe',
];
const LINUX_PROCESSES = ['systemd', 'sshd', 'cron', 'rsyslogd', 'bash', 'nginx', 'python3'];
/** What an attacker may have left running; some devices have one, so that there is something to kill. */
const SUSPICIOUS = { windows: ['mimikatz.exe', 'nc.exe'], linux: ['xmrig', 'nc'] } as const;

const WINDOWS_SERVICES = [
	['Spooler', 'Print Spooler'],
	['W32Time', 'Windows Time'],
	['WinDefend', 'Microsoft Defender Antivirus Service'],
	['EventLog', 'Windows Event Log'],
	['TermService', 'Remote Desktop Services'],
	['RemoteRegistry', 'Remote Registry'],
] as const;
const LINUX_SERVICES = [
	['sshd', 'OpenSSH server'],
	['cron', 'Regular background program processing'],
	['rsyslog', 'System logging'],
	['nginx', 'Web server'],
	['firewalld', 'Firewall'],
] as const;

/** Key under which a device is kept: host names do not tell case apart. */
export function deviceKey(name: string): string {
	return name.trim().toLowerCase();
}

/** The state a device has before anything was done to it; its platform follows from the name. */
export function seedDevice(name: string): DeviceState {
	const trimmed = name.trim();
	const bytes = createHash('sha256').update(deviceKey(name)).digest();
	const at = (index: number): number => bytes[index % bytes.length] ?? 0;
	const platform = platformOf(deviceKey(name), at(0));
	const users = usersOf(platform, at);
	return {
		name: trimmed,
		platform,
		powered: true,
		enabled: true,
		processes: processesOf(platform, at, users),
		services: servicesOf(platform, at),
		users,
		blockedAddresses: [],
		popups: [],
		scripts: [],
		restarts: 0,
	};
}

function platformOf(key: string, chance: number): DeviceState['platform'] {
	if (/linux|ubuntu|debian|centos|web|proxy|nginx|apache|fw|syslog/.test(key)) return 'linux';
	if (/win|dc\d*|desktop|laptop|pc\d*|ws\d*/.test(key)) return 'windows';
	return chance % 4 === 0 ? 'linux' : 'windows';
}

function usersOf(platform: DeviceState['platform'], at: (index: number) => number): DeviceUser[] {
	const names = platform === 'windows' ? ['Administrator', 'Guest'] : ['root', 'deploy'];
	const person = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank'][at(1) % 6] as string;
	return [...names, person].map((user) => ({
		name: user,
		enabled: user !== 'Guest',
		loggedOn: user === person,
	}));
}

function processesOf(
	platform: DeviceState['platform'],
	at: (index: number) => number,
	users: readonly DeviceUser[],
): DeviceProcess[] {
	const person = users.at(-1)?.name ?? 'user';
	const usual = platform === 'windows' ? WINDOWS_PROCESSES : LINUX_PROCESSES;
	const names = at(2) % 3 === 0 ? [...usual, SUSPICIOUS[platform][at(3) % 2] as string] : usual;
	return names.map((name, index) => ({
		pid: 4 + index * 256 + at(4 + index),
		name,
		user: index < 4 ? (platform === 'windows' ? 'SYSTEM' : 'root') : person,
	}));
}

function servicesOf(
	platform: DeviceState['platform'],
	at: (index: number) => number,
): DeviceService[] {
	const all = platform === 'windows' ? WINDOWS_SERVICES : LINUX_SERVICES;
	// The first ones run everywhere, so that examples work on every device.
	return all.map(([name, displayName], index) => ({
		name,
		displayName,
		running: index < 4 || at(16 + index) % 2 === 0,
	}));
}
