/** The regression data of SigmaHQ/sigma: for a rule the events that it must find. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

/** A rule and its events. */
export interface RegressionCase {
	readonly rule: string;
	readonly title: string;
	/** Each event as a line of JSON, or a line of text. */
	readonly lines: readonly string[];
}

interface Info {
	readonly rule_metadata?: readonly { readonly id: string; readonly title: string }[];
	readonly regression_tests_info?: readonly { readonly path: string }[];
}

/** All cases that have events as JSON or text. @param folder a copy of the repository */
export function readRegression(folder: string): RegressionCase[] {
	const infos = readdirSync(join(folder, 'regression_data'), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('info.yml'))
		.sort();
	return infos.flatMap((path) => {
		const file = join(folder, 'regression_data', path);
		const { rule_metadata = [], regression_tests_info = [] } = parse(
			readFileSync(file, 'utf8'),
		) as Info;
		const [rule] = rule_metadata;
		if (rule === undefined) return [];
		const lines = regression_tests_info.flatMap((test) => linesOf(dirname(file), test.path));
		return lines.length === 0 ? [] : [{ rule: rule.id, title: rule.title, lines }];
	});
}

/** Events stand beside the recording (`.evtx`) as JSON of the same name. */
function linesOf(folder: string, path: string): string[] {
	const name = (path.split('/').at(-1) as string).replace(/\.evtx$/, '.json');
	const file = join(folder, name);
	if (!existsSync(file)) return [];
	const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
	return name.endsWith('.json') ? objectsOf(text) : text.split('\n').filter((line) => line !== '');
}

/** Objects that stand one after another. */
function objectsOf(text: string): string[] {
	const objects: string[] = [];
	let start = -1;
	let depth = 0;
	let inString = false;
	for (let at = 0; at < text.length; at++) {
		const character = text[at];
		if (inString) {
			if (character === '\\') at++;
			else if (character === '"') inString = false;
		} else if (character === '"') inString = true;
		else if (character === '{') {
			if (depth++ === 0) start = at;
		} else if (character === '}' && --depth === 0) {
			objects.push(JSON.stringify(JSON.parse(text.slice(start, at + 1))));
		}
	}
	return objects;
}
