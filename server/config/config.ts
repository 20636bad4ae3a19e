/** Reads the configuration of a server from flags, environment and file, in this order of precedence. */
import { isLoopback } from '../platform';
import { engineContradictions } from './engines';
import { type Given, givenByEnvironment, givenByFile, givenByFlags } from './given';
import { configHelp } from './help';
import type { Option } from './option';
import { OPTIONS, OPTION_KEYS, type OptionKey, type ServerConfig } from './options';

/** A configuration, the help that was asked for, or what is wrong: one sentence a line. */
export type ConfigResult =
	| { readonly ok: ServerConfig }
	| { readonly help: string }
	| { readonly error: string };

/** Longest value that a message repeats, characters. */
const MAX_SHOWN = 100;

/**
 * Reads the configuration; touches nothing but its arguments.
 *
 * @param argv arguments after `start`
 * @param env the environment; `LOG360_CONFIG` names a file as `--config` does
 * @param readFile reads a file as text, throws when it cannot
 */
export function parseConfig(
	argv: readonly string[],
	env: Readonly<Record<string, string | undefined>>,
	readFile: (path: string) => string,
): ConfigResult {
	const flags = givenByFlags(argv);
	if (flags.help) return { help: configHelp() };
	const environment = givenByEnvironment(env);
	const file = readConfigFile(flags.configFile ?? (env['LOG360_CONFIG'] || undefined), readFile);
	const problems = [...flags.problems, ...environment.problems, ...file.problems];

	const givenFor = (key: OptionKey) =>
		flags.values.get(key) ?? environment.values.get(key) ?? file.values.get(key);

	const config: Partial<Record<OptionKey, unknown>> = {};
	for (const key of OPTION_KEYS) {
		const given = givenFor(key);
		const result = check(OPTIONS[key], given);
		if ('problem' in result) problems.push(result.problem);
		else config[key] = result.value;
	}
	// Who shares engines does so because one machine is too small: no size of ours fits theirs, and to remove is for good.
	if (givenFor('opensearch') !== undefined && givenFor('retentionSize') === undefined)
		config.retentionSize = null;
	const complete = config as ServerConfig;
	if (problems.length === 0) problems.push(...contradictions(complete));
	return problems.length === 0 ? { ok: complete } : { error: problems.join('\n') };
}

function readConfigFile(name: string | undefined, readFile: (path: string) => string) {
	if (name === undefined) return { values: new Map<OptionKey, Given>(), problems: [] };
	let content: string;
	try {
		content = readFile(name);
	} catch (error) {
		const problem = `--config: cannot read ${name}: ${(error as Error).message}`;
		return { values: new Map<OptionKey, Given>(), problems: [problem] };
	}
	return givenByFile(name, content);
}

function check(option: Option, given: Given | undefined): { value: unknown } | { problem: string } {
	if (given === undefined) return { value: option.default };
	const result = option.schema.safeParse(given.value);
	if (result.success) return { value: result.data };
	// Secrets are not repeated.
	const isSecret = option.environmentOnly === true || option.mayHoldSecret === true;
	const got = isSecret ? 'another one' : show(given.value);
	return { problem: `${given.source}: expected ${option.expected}, got ${got}` };
}

function show(value: unknown): string {
	const text = JSON.stringify(value) ?? String(value);
	return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`;
}

function contradictions(config: ServerConfig): string[] {
	const problems: string[] = [];
	if (config.tlsCert !== null && config.tlsKey === null)
		problems.push('--tls-cert: needs --tls-key as well');
	if (config.tlsKey !== null && config.tlsCert === null)
		problems.push('--tls-key: needs --tls-cert as well');
	if (config.adminPassword !== null && config.adminPasswordFile !== null) {
		problems.push('--admin-password-file: contradicts LOG360_ADMIN_PASSWORD; give one of them');
	}
	if (config.demoTokens && !isLoopback(config.host)) {
		problems.push(
			`--demo-tokens: not with --host ${config.host}, which others can reach; make tokens by "log360-server token create"`,
		);
	}
	return [...problems, ...engineContradictions(config)];
}
