/** Regular expressions of queries: RE2's language, matched in time that grows with the text and no faster. */

import { LinearPattern, PatternError } from '../../platform';

export { PatternError };

/** `(?i)`, `(?m)` and `(?s)` and any of them together, at the start of a pattern. */
const FLAGS = /^\(\?([ims]+)\)/;

/** Patterns are the same ones over and over: in a profile's check, its plan and each thread's matcher. */
const compiled = new Map<string, LinearPattern>();
const MAX_COMPILED = 2_000;

/**
 * Compiles a pattern; flags may stand in front of it, as in `(?i)^C:\\Users`.
 *
 * @throws PatternError when it is wrong, too large, or needs look-around or back references
 */
export function compilePattern(pattern: string): LinearPattern {
	let known = compiled.get(pattern);
	if (known === undefined) {
		const flags = FLAGS.exec(pattern)?.[1] ?? '';
		known = LinearPattern.compile(pattern.replace(FLAGS, ''), {
			ignoreCase: flags.includes('i'),
			multiline: flags.includes('m'),
			dotAll: flags.includes('s'),
		});
		if (compiled.size >= MAX_COMPILED) compiled.clear();
		compiled.set(pattern, known);
	}
	return known;
}
