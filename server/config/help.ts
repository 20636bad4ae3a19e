/** Writes the list of options for `--help`, from the options themselves. */
import { type Option, SECTIONS, flagName, variableName } from './option';
import { OPTIONS, OPTION_KEYS, type OptionKey } from './options';

const INDENT = 34;
const WIDTH = 100;

/** The help of `log360-server start`. */
export function configHelp(): string {
	const lines = [
		'Usage: log360-server start [options]',
		'',
		'Every option can also be set by its environment variable or in a JSON file, whose keys are the',
		'names of the options without dashes. A flag wins over the environment, the environment over the file.',
	];
	for (const section of SECTIONS) {
		lines.push('', `${section}:`);
		for (const key of OPTION_KEYS) {
			if (OPTIONS[key].section === section) lines.push(...describe(key));
		}
	}
	lines.push('', 'Other:');
	lines.push(
		...entry('--config FILE', 'Read options from a JSON file; environment: LOG360_CONFIG'),
	);
	lines.push(...entry('--help', 'Show this'));
	return `${lines.join('\n')}\n`;
}

/** How an option is written on the command line, for instance `--syslog-udp [PORT]`. */
export function usage(key: OptionKey): string {
	const { value, withoutValue, environmentOnly, ...option }: Option = OPTIONS[key];
	if (environmentOnly) return variableName(key);
	if (value === undefined)
		return option.default === true ? `--no-${flagName(key)}` : `--${flagName(key)}`;
	return `--${flagName(key)} ${withoutValue === undefined ? value : `[${value}]`}`;
}

/** The default of an option, as people read it. */
export function shownDefault(key: OptionKey): string {
	const option: Option = OPTIONS[key];
	if (option.shownDefault !== undefined) return option.shownDefault;
	if (option.value === undefined) return option.default === true ? 'on' : 'off';
	return String(option.default);
}

function describe(key: OptionKey): string[] {
	const { summary, environmentOnly, value }: Option = OPTIONS[key];
	const notes = [`default: ${shownDefault(key)}`];
	if (!environmentOnly) {
		notes.push(`environment: ${variableName(key)}${value === undefined ? '=true|false' : ''}`);
	}
	return entry(usage(key), `${summary} (${notes.join('; ')})`);
}

function entry(name: string, text: string): string[] {
	const lines: string[] = [];
	let line = `  ${name}`.padEnd(INDENT);
	if (line.length > INDENT) {
		lines.push(line);
		line = ' '.repeat(INDENT);
	}
	for (const word of text.split(' ')) {
		if (line.length + word.length + 1 > WIDTH) {
			lines.push(line.trimEnd());
			line = ' '.repeat(INDENT);
		}
		line += `${word} `;
	}
	return [...lines, line.trimEnd()];
}
