/** Puts the loading of modules off until something of them is used, in compiled CommonJS. */

/** `const a_1 = require("a");`, as the compiler writes it, or `var import_a = require("a");`, as esbuild does. */
const REQUIRE =
	/^(?:const|var) (\w+_\d+|import_\w+) = ((?:__(?:import\w+|toESM)\()?require\("([^"]+)"\)\)?);$/gm;

/**
 * Puts the loading of each module off until something of it is used: much of what a file imports, a start or a test does not need.
 * A name that stands anywhere but before a point keeps its module loading at once.
 *
 * @param {string} text a module as `tsc` emits it; lines stay where they are
 * @param {(module: string) => boolean} mayWait which modules may load late; all of them by default
 * @returns {string}
 */
export function lazily(text, mayWait = () => true) {
	const names = [...text.matchAll(REQUIRE)]
		.filter(([, name, , module]) => mayWait(module) && isPrefixOnly(text, name))
		.map(([, name]) => name);
	if (names.length === 0) return text;
	return text
		.replace(new RegExp(`\\b(${names.join('|')})\\.`, 'g'), '($1()).')
		.replace(REQUIRE, (line, name, load) =>
			names.includes(name) ? `let ${name}$; const ${name} = () => (${name}$ ??= ${load});` : line,
		);
}

/** Whether a name stands only before points, but for its declaration. */
function isPrefixOnly(text, name) {
	return text.match(new RegExp(`\\b${name}\\b(?!\\.)`, 'g')).length === 1;
}

/** A part of a row of the contract's table whose value is a schema of another module. */
const SCHEMA = /\b(params|query|body|response): (\w+_\d+\.\w+)(?=,| \}|$)/gm;

/**
 * Makes the schemas in rows of the contract's table getters: making the schemas of a hundred operations is most of what the
 * table costs, and a start, or a test, needs those of one or two.
 *
 * @param {string} text a module as `tsc` emits it
 * @returns {string}
 */
export function schemasLate(text) {
	return text.replace(SCHEMA, 'get $1() { return $2; }');
}

/** The modules of the contract's table. */
export const isTable = (path) => /[/\\]?contract[/\\]table[/\\].*\.[jt]s$/.test(path);
