/** The command line of log360-server. */
import { counted } from './cli/counted';
import { systemClock } from './platform';
import { parseConfig } from './config';
import type { IngestOptions } from './logs/ingest';
import { parseArgs } from 'node:util';
import { readFileSync } from 'node:fs';
import { givenToken, plainWarning } from './cli/given-token';
import { greeting } from './cli/greeting';
import { HELP } from './cli/help';
import { boundFirstNursery, boundUnusedBuffers } from './platform/threads';
import { serverOptions } from './cli/server-options';
import { startServer } from './main';

/** A wrong command line; its message is all that is shown. */
class UsageError extends Error {}

/** Runs one command; ends the process with 0, 1 (it failed) or 2 (the command line is wrong). */
export function main(args: readonly string[]): void {
	run(args).catch((error: unknown) => {
		const usage =
			error instanceof UsageError ||
			String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
		const message = error instanceof Error ? error.message : String(error);
		process.stderr.write(
			`log360-server: ${message}\n${usage ? 'Try "log360-server --help".\n' : ''}`,
		);
		process.exitCode = usage ? 2 : 1;
	});
}

/** The other commands, loaded when one is called: what they bring would slow every start of the server down. */
function commands() {
	return require('./cli/commands') as typeof import('./cli/commands');
}

/** What the commands see of the world. */
const WORLD = {
	env: process.env,
	stdout: (text: string) => process.stdout.write(text),
	stderr: (text: string) => process.stderr.write(text),
	readFile: (path: string) => readFileSync(path, 'utf8'),
	interactive: process.stderr.isTTY === true,
};

async function run([command, ...rest]: readonly string[]): Promise<void> {
	switch (command) {
		case 'start':
			return start(rest);
		case 'import':
			return importCommand(rest);
		case 'parse':
			return parseCommand(rest);
		case 'token':
			process.exitCode = await commands().tokenCommand(rest, { ...WORLD, clock: systemClock });
			return;
		case 'profile':
			process.exitCode = await commands().profileCommand(rest, WORLD);
			return;
		case 'delivery':
			process.exitCode = await commands().deliveryCommand(rest, WORLD);
			return;
		case 'verify':
			process.exitCode = await commands().verifyCommand(rest, { ...WORLD, clock: systemClock });
			return;
		case 'migrate':
			process.exitCode = await commands().migrateCommand(rest, { ...WORLD, clock: systemClock });
			return;
		case 'demo':
			process.exitCode = await commands().demoCommand(rest, { ...WORLD, clock: systemClock });
			return;
		case undefined:
		case 'help':
		case '--help':
		case '-h':
			process.stdout.write(HELP);
			return;
		default:
			throw new UsageError(
				`unknown command "${command}"; the commands are start, import, parse, token, profile, delivery, verify, demo, migrate and help`,
			);
	}
}

async function start(args: readonly string[]): Promise<void> {
	const parsed = parseConfig(args, process.env, (path) => readFileSync(path, 'utf8'));
	if ('help' in parsed) {
		process.stdout.write(parsed.help);
		return;
	}
	if ('error' in parsed) throw new UsageError(parsed.error);
	const config = parsed.ok;
	const bounds = [boundFirstNursery(), boundUnusedBuffers()];
	const server = await startServer(await serverOptions(config));
	const { url, demoToken, v1Token, generatedPassword, syslog } = server;
	const ports = {
		...(syslog?.udpPort ? { syslogUdp: syslog.udpPort } : {}),
		...(syslog?.tcpPort ? { syslogTcp: syslog.tcpPort } : {}),
	};
	const password =
		generatedPassword === undefined ? {} : { administratorPassword: generatedPassword };
	// Before anybody is told that the server is ready: whoever reads that may stop it at once.
	let stopping = false;
	const stop = () => {
		if (stopping) process.exit(130);
		stopping = true;
		for (const giveBack of bounds) giveBack();
		server.close().then(
			() => process.exit(0),
			(error: unknown) => {
				process.stderr.write(`log360-server: ${String(error)}\n`);
				process.exit(1);
			},
		);
	};
	process.on('SIGINT', stop);
	process.on('SIGTERM', stop);
	process.stdout.write(
		config.json
			? `${JSON.stringify({ url, demoToken, v1Token, ...password, ...ports })}\n`
			: greeting(server),
	);
}

/** Options of commands that read lines. */
const READING = {
	format: { type: 'string', default: 'auto' },
	host: { type: 'string' },
	year: { type: 'string' },
	tz: { type: 'string' },
	'date-order': { type: 'string' },
} as const;

interface ReadingValues {
	readonly format: string;
	readonly host?: string | undefined;
	readonly year?: string | undefined;
	readonly tz?: string | undefined;
	readonly 'date-order'?: string | undefined;
}

function readingOptions(values: ReadingValues): IngestOptions {
	return {
		format: oneOf('--format', values.format, ['auto', 'json', 'windows', 'syslog', 'access']),
		host: values.host,
		year: optional(values.year, (text) => whole('--year', text, 1970, 2255)),
		timeZone: optional(values.tz, (text) => {
			const zone = commands().parseZone(text);
			if (zone !== undefined) return zone;
			throw new UsageError(
				`--tz: expected an offset such as +02:00 or a name such as Europe/Berlin, got "${text}"`,
			);
		}),
		dateOrder: optional(values['date-order'], (text) =>
			oneOf('--date-order', text, ['dmy', 'mdy']),
		),
	};
}

async function importCommand(args: readonly string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			data: { type: 'string' },
			url: { type: 'string' },
			'token-file': { type: 'string' },
			'dry-run': { type: 'boolean', default: false },
			...READING,
		},
	});
	if (positionals.length === 0) throw new UsageError('import: name at least one file');
	const ingest = readingOptions(values);
	const summary = await commands().importFiles({
		files: positionals,
		target: values['dry-run']
			? { dryRun: (text) => process.stdout.write(`${text}\n`), zonesOf: values.data }
			: importTarget(values),
		ingest,
		report: (text) => process.stderr.write(text),
		interactive: process.stderr.isTTY,
	});
	const dropped =
		summary.dropped === 0 ? '' : `, ${summary.dropped} of disabled log sources dropped`;
	const untimed = summary.untimed === 0 ? '' : `, ${summary.untimed} without time`;
	const done = values['dry-run'] ? 'read, none stored' : 'stored';
	process.stdout.write(
		`${counted(summary.stored, 'event')} ${done}, ${counted(summary.refused, 'line')} refused${dropped}${untimed}\n`,
	);
}

function importTarget(values: {
	readonly data?: string | undefined;
	readonly url?: string | undefined;
	readonly 'token-file'?: string | undefined;
}): { readonly data: string } | { readonly url: string; readonly token: string } {
	const token = givenToken(values['token-file'], process.env);
	if ((values.data === undefined) === (values.url === undefined)) {
		throw new UsageError(
			'import: give either --data DIR or --url URL with the token in LOG360_TOKEN or --token-file',
		);
	}
	if (values.url !== undefined && !/^https?:/.test(URL.parse(values.url)?.protocol ?? '')) {
		throw new UsageError(
			`--url: expected an address such as http://127.0.0.1:8095, got "${values.url}"`,
		);
	}
	if (values.url !== undefined && token === undefined) {
		throw new UsageError(
			'import: --url needs the token in LOG360_TOKEN or --token-file FILE; command lines are visible to all users',
		);
	}
	if (values.url !== undefined) process.stderr.write(plainWarning(values.url) ?? '');
	return values.url === undefined
		? { data: values.data as string }
		: { url: values.url, token: token as string };
}

/** Reads the lines of standard input and prints what becomes of them. */
async function parseCommand(args: readonly string[]): Promise<void> {
	const { values } = parseArgs({
		args: [...args],
		options: { data: { type: 'string' }, ...READING },
	});
	const { parseText, shownOptions } = commands();
	const options = shownOptions(readingOptions(values), values.data);
	process.stdout.write(await parseText(readFileSync(0), options));
}

function whole(flag: string, text: string, min: number, max: number): number {
	const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
	if (value >= min && value <= max) return value;
	throw new UsageError(`${flag}: expected a whole number from ${min} to ${max}, got "${text}"`);
}

function oneOf<const T extends string>(flag: string, text: string, words: readonly T[]): T {
	const found = words.find((word) => word === text);
	if (found !== undefined) return found;
	throw new UsageError(`${flag}: expected one of ${words.join(', ')}, got "${text}"`);
}

function optional<T>(text: string | undefined, read: (text: string) => T): T | undefined {
	return text === undefined ? undefined : read(text);
}
