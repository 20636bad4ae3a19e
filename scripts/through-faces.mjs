/** Lets a compiled module require what it uses where that is defined, not by the face of its folder, so that a bundle holds what is used alone. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** `const a_1 = require("./a");`, as the compiler writes it. */
const REQUIRE = /^(?:const|var) (\w+_\d+) = require\("(\.[^"]*)"\);$/gm;

/** `Object.defineProperty(exports, "name", { ... return a_1.name; } });`: a name that a face hands on. */
const HANDED_ON =
	/^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm;

/**
 * Rewrites `face_1.name` to the module that defines `name`, where a face does nothing but hand it on. Without it, one name of a
 * face brings the text of all that the face names: a bundle cannot tell which parts of a CommonJS module are used.
 *
 * @param {string} text a module as `tsc` emits it
 * @param {string} path where it lies, absolute
 * @returns {string}
 */
export function throughFaces(text, path) {
	return text.replace(REQUIRE, () => '').length === text.length ? text : rewritten(text, path);
}

function rewritten(text, path) {
	const moved = new Map();
	let result = text;
	for (const [line, name, module] of text.matchAll(REQUIRE)) {
		const face = fileOf(path, module);
		const uses = [...text.matchAll(new RegExp(`\\b${name}\\b(?:\\.(\\w+))?`, 'g'))];
		// Its declaration is the one use without a point; a name that stands alone elsewhere needs the whole face.
		if (face === undefined || uses.filter(([, used]) => used === undefined).length !== 1) continue;
		const places = new Map();
		for (const [, used] of uses) if (used !== undefined) places.set(used, definedIn(face, used));
		if (![...places.values()].some((place) => place.file !== face)) continue;
		const requires = [];
		for (const { file } of places.values()) {
			if (moved.has(`${name} ${file}`)) continue;
			const local = `${name}_part_${requires.length + 1}`;
			moved.set(`${name} ${file}`, local);
			requires.push(`const ${local} = require(${JSON.stringify(toward(path, file))});`);
		}
		result = result
			// A line each, as the loading of each is put off by its line.
			.replace(line, () => requires.join('\n'))
			.replace(new RegExp(`\\b${name}\\.(\\w+)`, 'g'), (_, used) => {
				const place = places.get(used);
				return `${moved.get(`${name} ${place.file}`)}.${place.name}`;
			});
	}
	return result;
}

/** The module that defines a name which `file` exports, and its name there. */
function definedIn(file, name) {
	const text = readFileSync(file, 'utf8');
	for (const [, exported, local, original] of text.matchAll(HANDED_ON)) {
		if (exported !== name) continue;
		for (const [, bound, module] of text.matchAll(REQUIRE)) {
			const next = bound === local ? fileOf(file, module) : undefined;
			if (next !== undefined) return definedIn(next, original);
		}
	}
	return { file, name };
}

/** The file that a relative path means; undefined when it is none of the compiler's. */
function fileOf(from, module) {
	const path = join(dirname(from), module);
	return [`${path}.js`, join(path, 'index.js')].find((it) => existsSync(it));
}

function toward(from, file) {
	const path = relative(dirname(from), file).replaceAll('\\', '/').replace(/\.js$/, '');
	return path.startsWith('.') ? path : `./${path}`;
}
