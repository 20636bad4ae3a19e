/** What the structured CSV of each of loghub's systems says about time, host and program of a line. */

/** What a line should become. */
export interface Expected {
	/** Epoch ms; a wall clock without zone counts as UTC. */
	readonly time: number;
	/** Undefined where the line names none. */
	readonly host?: string;
	/** Undefined where the system has no column for it, or writes into it what is no program. */
	readonly program?: string | undefined;
}

/** One system of loghub. */
export interface System {
	readonly name: string;
	readonly logType: string;
	/** Whether its lines carry a full date. */
	readonly fullDate: boolean;
	expect(row: Readonly<Record<string, string>>): Expected;
}

type Row = Readonly<Record<string, string>>;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** The year that lines without one belong to, seen from the first day of 2018. */
const YEAR = 2017;

function at(iso: string): number {
	const time = Date.parse(iso);
	if (Number.isNaN(time)) throw new Error(`no time: ${iso}`);
	return time;
}

/** `17/06/09` in any separator-less or separated form, as an ISO date. */
function shortDate(digits: string): string {
	return digits.replace(/^(\d\d)\D?(\d\d)\D?(\d\d)$/, '20$1-$2-$3');
}

/** A syslog time without year. Samples have no February 29. */
function syslogTime(month: string, day: string, clock: string): number {
	const number = String(MONTHS.indexOf(month) + 1).padStart(2, '0');
	return at(`${YEAR}-${number}-${day.padStart(2, '0')}T${clock}Z`);
}

/** The program without the PAM module of old tags, which has a field of its own. */
function program(component: string | undefined): string | undefined {
	return component?.replace(/\(pam_\w+\)$/, '');
}

function system(
	name: string,
	logType: string,
	fullDate: boolean,
	expect: (row: Row) => Expected,
): System {
	return { name, logType, fullDate, expect };
}

const comma = (clock = '') => clock.replace(',', '.');

/** All systems. */
export const SYSTEMS: readonly System[] = [
	system('Android', 'Application', false, (row) => ({
		time: at(`${YEAR}-${row['Date']}T${row['Time']}Z`),
		program: row['Component'],
	})),
	system('Apache', 'Application', true, (row) => ({
		time: at(`${row['Time']} UTC`),
	})),
	system('BGL', 'Cluster', true, (row) => ({
		time: Number(row['Timestamp']) * 1000,
		...(row['Node'] === 'NULL' ? {} : { host: row['Node'] ?? '' }),
		program: row['Component'],
	})),
	system('Hadoop', 'Application', true, (row) => ({
		time: at(`${row['Date']}T${comma(row['Time'])}Z`),
		program: row['Component'],
	})),
	system('HDFS', 'Application', true, (row) => ({
		time: at(
			`${shortDate(row['Date'] ?? '')}T${(row['Time'] ?? '').replace(/(\d\d)(\d\d)(\d\d)/, '$1:$2:$3')}Z`,
		),
		program: row['Component'],
	})),
	system('HealthApp', 'Application', true, (row) => {
		const [, y, m, d, h, min, s, ms] =
			/^(\d{4})(\d\d)(\d\d)-(\d+):(\d+):(\d+):(\d+)$/.exec(row['Time'] ?? '') ?? [];
		return {
			time: Date.UTC(
				Number(y),
				Number(m) - 1,
				Number(d),
				Number(h),
				Number(min),
				Number(s),
				Number(ms),
			),
			program: row['Component'],
		};
	}),
	system('HPC', 'Cluster', true, (row) => ({
		time: Number(row['Time']) * 1000,
		host: row['Node'] ?? '',
		program: row['Component'],
	})),
	system('Linux', 'Unix', false, (row) => ({
		time: syslogTime(row['Month'] ?? '', row['Date'] ?? '', row['Time'] ?? ''),
		host: row['Level'] ?? '',
		program: program(row['Component']),
	})),
	system('Mac', 'Unix', false, (row) => ({
		time: syslogTime(row['Month'] ?? '', row['Date'] ?? '', row['Time'] ?? ''),
		host: row['User'] ?? '',
		program: row['Component'],
	})),
	system('OpenSSH', 'Unix', false, (row) => ({
		time: syslogTime(row['Date'] ?? '', row['Day'] ?? '', row['Time'] ?? ''),
		// The column "Component" holds the host.
		host: row['Component'] ?? '',
		program: 'sshd',
	})),
	system('OpenStack', 'Application', true, (row) => ({
		time: at(`${row['Date']}T${row['Time']}Z`),
		program: row['Component'],
	})),
	system('Proxifier', 'Application', false, (row) => {
		const [, month, day, clock] = /^(\d+)\.(\d+) (.*)$/.exec(row['Time'] ?? '') ?? [];
		return { time: at(`${YEAR}-${month}-${day}T${clock}Z`), program: row['Program'] };
	}),
	system('Spark', 'Application', true, (row) => ({
		time: at(`${shortDate(row['Date'] ?? '')}T${row['Time']}Z`),
		program: row['Component'],
	})),
	system('Thunderbird', 'Cluster', true, (row) => ({
		time: Number(row['Timestamp']) * 1000,
		host: row['User'] ?? '',
		program: program(row['Component']),
	})),
	system('Windows', 'Application', true, (row) => ({
		time: at(`${row['Date']}T${row['Time']}Z`),
		program: row['Component'],
	})),
	// The columns cut the thread at its first colon; there is no program to compare.
	system('Zookeeper', 'Application', true, (row) => ({
		time: at(`${row['Date']}T${comma(row['Time'])}Z`),
	})),
];
