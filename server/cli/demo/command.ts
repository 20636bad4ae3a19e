/** The command `log360-server demo`: sends the events of an attack to a running server and tells what it raised. */
import { counted } from '../counted';
import { attackEvents, attackQuery, DEMO_ATTACKS, eventToNdjson } from '../../demo';
import type { Clock } from '../../platform';
import { givenToken, plainWarning } from '../given-token';
import { parseArgs } from 'node:util';
import { serverAddress, serverCaller } from '../call-server';
import { type CommandOutput, CommandUsageError, runCommand } from '../run-command';
import { DEMO_HELP } from './help';

/** What the command sees of the world. */
export interface DemoCommandContext extends CommandOutput {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly clock: Clock;
}

const DEFAULT_URL = 'http://127.0.0.1:8095';

/** Runs the command. @param argv arguments after `demo` @returns exit code, see `runCommand` */
export function demoCommand(argv: readonly string[], context: DemoCommandContext): Promise<number> {
	return runCommand(argv, context, {
		name: 'demo',
		help: DEMO_HELP,
		work: async () => {
			const { name, url, token, json } = readArguments(argv, context);
			context.stderr(plainWarning(url) ?? '');
			const sent = await attack(name, url, token, context.clock.now());
			return json ? `${JSON.stringify(sent, undefined, '\t')}\n` : textOf(sent, url);
		},
	});
}

function readArguments(argv: readonly string[], { env }: DemoCommandContext) {
	const { values, positionals } = parseArgs({
		args: [...argv],
		allowPositionals: true,
		options: {
			url: { type: 'string', default: DEFAULT_URL },
			'token-file': { type: 'string' },
			json: { type: 'boolean', default: false },
		},
	});
	const [action, name = [...DEMO_ATTACKS.keys()][0] ?? '', ...more] = positionals;
	if (action !== 'attack' || more.length > 0)
		throw new CommandUsageError('demo: expected "attack" and the name of one');
	if (!DEMO_ATTACKS.has(name)) {
		const names = [...DEMO_ATTACKS.keys()].join(', ');
		throw new CommandUsageError(
			`demo attack: expected one of ${names}, got ${JSON.stringify(name)}`,
		);
	}
	const url = serverAddress(values.url);
	if (url === undefined) {
		throw new CommandUsageError(
			`--url: expected an address such as ${DEFAULT_URL}, got ${JSON.stringify(values.url)}`,
		);
	}
	const token = givenToken(values['token-file'], env);
	if (token === undefined)
		throw new CommandUsageError(
			'demo attack: expected the token in LOG360_TOKEN or --token-file FILE',
		);
	return { name, url, token, json: values.json };
}

/** What was sent, and what it raised. */
interface Sent {
	readonly attack: string;
	readonly events: number;
	/** Hits of the alerts, latest first. */
	readonly alerts: readonly Readonly<Record<string, unknown>>[];
}

async function attack(name: string, url: string, token: string, now: number): Promise<Sent> {
	const events = attackEvents(name, now);
	const lines = events.map((event) => `${eventToNdjson(event)}\n`).join('');
	const call = serverCaller(url, token);
	await call({ method: 'POST', path: '/ingest', type: 'application/x-ndjson', body: lines });
	const window = {
		start_time: new Date(events[0]?.time ?? now).toISOString(),
		end_time: new Date(now).toISOString(),
	};
	// Alerts are stored with the events that raise them.
	const found = (await call({
		...{ method: 'POST', path: '/api/v2/alerts', type: 'application/json' },
		body: JSON.stringify({ query: attackQuery(name), ...window }),
	})) as { data: { hits: Sent['alerts'] } };
	return { attack: name, events: events.length, alerts: found.data.hits };
}

function textOf({ attack: name, events, alerts }: Sent, url: string): string {
	const lines = alerts.map(
		(hit) =>
			`  ${String(hit['ALERT_SEVERITY']).padEnd(9)}  ${String(hit['ALERT_PROFILE_NAME'])}, ${String(hit['HOSTNAME'])}\n`,
	);
	const raised =
		lines.length === 0
			? 'It raised no alert: an alert of the same kind may be open for this hour, or its profile is disabled.\n'
			: `Alerts:\n${lines.join('')}`;
	return `${name}: ${counted(events, 'event')} sent, marked ${attackQuery(name)}.\n${raised}See ${url}/#/alerts\n`;
}
