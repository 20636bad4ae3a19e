/** Collects the values that were given for options, each with the name under which it was given. */
import { suggest } from '../platform';
import { flagName, variableName } from './option';
import { OPTIONS, OPTION_KEYS, type OptionKey } from './options';
import type { Option } from './option';

/** A value as it was given. */
export interface Given {
	/** As the user knows it: `--port`, `LOG360_PORT`, `log360.json: port`. */
	readonly source: string;
	readonly value: unknown;
}

/** Values by option; `problems` are sentences about what could not be read at all. */
export interface GivenValues {
	readonly values: Map<OptionKey, Given>;
	readonly problems: string[];
}

const FLAGS = new Map(
	OPTION_KEYS.filter((key) => !optionOf(key).environmentOnly).map((key) => [flagName(key), key]),
);

/** Values of the environment; an empty variable counts as not set, as container tools write it. */
export function givenByEnvironment(env: Readonly<Record<string, string | undefined>>): GivenValues {
	const values = new Map<OptionKey, Given>();
	for (const key of OPTION_KEYS) {
		const source = variableName(key);
		const value = env[source];
		if (value !== undefined && value !== '') values.set(key, { source, value });
	}
	return { values, problems: [] };
}

/**
 * Values of a configuration file: one JSON object, its keys named as the flags are.
 *
 * @param name of the file, for messages
 */
export function givenByFile(name: string, content: string): GivenValues {
	const values = new Map<OptionKey, Given>();
	let json: unknown;
	try {
		json = JSON.parse(content);
	} catch (error) {
		return { values, problems: [`${name}: not valid JSON: ${(error as Error).message}`] };
	}
	if (typeof json !== 'object' || json === null || Array.isArray(json)) {
		return { values, problems: [`${name}: expected a JSON object`] };
	}
	const problems: string[] = [];
	for (const [flag, value] of Object.entries(json)) {
		const key = FLAGS.get(flag);
		if (key === undefined) problems.push(`${name}: unknown option "${flag}"${hint(flag, '')}`);
		else values.set(key, { source: `${name}: ${flag}`, value });
	}
	return { values, problems };
}

/** Values of the command line: `--port 8095`, `--port=8095`, `--empty`, `--no-json`. */
export function givenByFlags(
	argv: readonly string[],
): GivenValues & { configFile?: string; help: boolean } {
	const values = new Map<OptionKey, Given>();
	const problems: string[] = [];
	let configFile: string | undefined;
	let help = false;
	const rest = [...argv];
	for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
		if (argument === '--help' || argument === '-h') {
			help = true;
			continue;
		}
		const match = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
		if (match === null) {
			problems.push(`unexpected argument "${argument}"`);
			continue;
		}
		const name = match[1] as string;
		const attached = match[2];
		const next = () =>
			rest[0] === undefined || rest[0].startsWith('--') ? undefined : rest.shift();
		if (name === 'config') {
			configFile = attached ?? next();
			if (configFile === undefined) problems.push('--config: expected the path of a JSON file');
			continue;
		}
		const switchedOff = FLAGS.get(name.replace(/^no-/, ''));
		const negated = name.startsWith('no-') && switchedOff !== undefined && isSwitch(switchedOff);
		const key = negated ? switchedOff : FLAGS.get(name);
		if (key === undefined) {
			problems.push(`unknown option --${name}${hint(name, '--')}`);
			continue;
		}
		const { withoutValue, expected } = optionOf(key);
		let value: string | undefined;
		if (negated && attached !== undefined) {
			problems.push(`--${name}: takes no value`);
			continue;
		}
		if (negated) value = 'false';
		else if (isSwitch(key)) value = attached ?? 'true';
		else value = attached ?? next() ?? withoutValue;
		if (value === undefined) problems.push(`--${name}: expected ${expected}, got nothing`);
		else if (values.has(key)) problems.push(`--${name}: given twice`);
		else values.set(key, { source: `--${name}`, value });
	}
	return { values, problems, help, ...(configFile === undefined ? {} : { configFile }) };
}

function isSwitch(key: OptionKey): boolean {
	return optionOf(key).value === undefined;
}

function optionOf(key: OptionKey): Option {
	return OPTIONS[key];
}

function hint(name: string, dashes: string): string {
	const near = suggest(name.replace(/^no-/, ''), [...FLAGS.keys(), 'config', 'help']);
	return near === undefined ? '' : `; did you mean ${dashes}${near}?`;
}
