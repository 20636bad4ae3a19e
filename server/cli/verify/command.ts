/** The command `log360-server verify`: compares the answers of a real server with the contract, by reading only. */
import { parseArgs } from 'node:util';
import { type Clock, VERSION } from '../../platform';
import { serverAddress } from '../call-server';
import { givenToken, plainWarning } from '../given-token';
import { type CommandOutput, CommandUsageError, runCommand } from '../run-command';
import { ask, type Asking } from './ask';
import { compare } from './compare';
import { VERIFY_HELP } from './help';
import { type Probe, probesOf } from './probes';
import { type Line, reportJson, reportText } from './report';

/** What the command sees of the world. */
export interface VerifyCommandContext extends CommandOutput {
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly clock: Clock;
}

/** Verdicts that leave nothing to mend. */
const FINE = new Set(['same', 'variant']);

/** Runs the command. @param argv arguments after `verify` @returns exit code, see `runCommand`; 1 when an answer differs */
export async function verifyCommand(
	argv: readonly string[],
	context: VerifyCommandContext,
): Promise<number> {
	let fine = true;
	const code = await runCommand(argv, context, {
		name: 'verify',
		help: VERIFY_HELP,
		work: async () => {
			const { tokens, url, insecure, json } = readArguments(argv, context);
			const warning = plainWarning(url);
			if (warning !== undefined) context.stderr(warning);
			const lines: Line[] = [];
			for (const { generation, token } of tokens) {
				for (const probe of probesOf(generation, context.clock.now())) {
					lines.push(await verify({ url, token, insecure }, probe));
				}
			}
			if (lines.every(({ verdict }) => verdict === 'unanswered')) {
				throw new Error(`the server does not answer: ${lines[0]?.notes[0] ?? 'nothing came'}`);
			}
			fine = lines.every(({ verdict }) => FINE.has(verdict));
			return json ? reportJson(lines, VERSION) : reportText(lines, VERSION);
		},
	});
	return code === 0 && !fine ? 1 : code;
}

async function verify(asking: Asking, { id, operation, query, body }: Probe): Promise<Line> {
	const search = new URLSearchParams(query).toString();
	const path = search === '' ? operation.path : `${operation.path}?${search}`;
	const reply = await ask(asking, operation.method, path, body);
	return { id, operation, ...compare(operation, reply) };
}

function readArguments(argv: readonly string[], { env }: VerifyCommandContext) {
	const { values, positionals } = parseArgs({
		args: [...argv],
		allowPositionals: true,
		options: {
			url: { type: 'string' },
			'token-file': { type: 'string' },
			insecure: { type: 'boolean', default: false },
			json: { type: 'boolean', default: false },
		},
	});
	if (positionals.length > 0) {
		throw new CommandUsageError('verify: expected options only, see its help');
	}
	const url = serverAddress(values.url ?? '');
	if (url === undefined) {
		throw new CommandUsageError(
			`--url: expected an address such as https://log360.example.com:8095, got ${JSON.stringify(values.url ?? '')}`,
		);
	}
	const given = [
		{ generation: 'v2', token: givenToken(values['token-file'], env) ?? '' },
		{ generation: 'v1', token: env['LOG360_V1_TOKEN'] ?? '' },
	] as const;
	const tokens = given.filter(({ token }) => token !== '');
	if (tokens.length === 0) {
		throw new CommandUsageError(
			'verify: expected the token in LOG360_TOKEN or --token-file FILE, or a V1 token in LOG360_V1_TOKEN',
		);
	}
	return { tokens, url, insecure: values.insecure, json: values.json };
}
