/** Breaks JSON values at random places, with the words and shapes that careless servers trip over. */
import { PATTERNS, QUERIES, TEXTS } from './texts.mjs';

/** Names that stand on the prototype of objects, and others that are none of a request. */
const KEYS = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'',
	'0',
	'a.b',
	'\u2028',
];

const nested = (levels) => {
	let value = 1;
	for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
	return value;
};

/** Other values than anybody expects. */
const STRANGE = [
	() => null,
	() => true,
	() => -1,
	() => 0,
	() => 1.5,
	() => 1e308,
	() => 2 ** 53,
	() => [],
	() => ({}),
	() => nested(60),
	() => Array(2_000).fill('x'),
	() => 'x'.repeat(30_000),
	() => '\r\n'.repeat(5_000),
	() => 'a\u2028\u2029'.repeat(3_000),
	() => '\ud800'.repeat(100),
	() => '(((((((((('.repeat(500),
	() => 'a*'.repeat(3_000),
];

/**
 * @param {unknown} value a right one; it stays as it is
 * @param {import('./prng.mjs').Prng} prng
 * @returns {unknown} a copy with one to three things wrong
 */
export function mangled(value, prng) {
	let copy = structuredClone(value);
	for (let times = prng.between(1, 3); times > 0; times--) copy = once(copy, prng);
	return copy;
}

function once(value, prng) {
	const isTree = typeof value === 'object' && value !== null;
	const keys = isTree ? Object.keys(value) : [];
	if (keys.length === 0 || prng.chance(0.05)) return strange(prng);
	const key = prng.pick(keys);
	switch (prng.between(0, 5)) {
		case 0:
			delete value[key];
			return Array.isArray(value) ? value.filter(() => true) : value;
		case 1: {
			const name = prng.pick(KEYS);
			// As a key of its own, as JSON has it, not as the prototype.
			Object.defineProperty(value, name, {
				value: strange(prng),
				enumerable: true,
				configurable: true,
				writable: true,
			});
			return value;
		}
		case 2:
			value[key] = strange(prng);
			return value;
		default:
			value[key] = once(value[key], prng);
			return value;
	}
}

function strange(prng) {
	return prng.weighted([
		[3, () => prng.pick(TEXTS)],
		[1, () => prng.pick(QUERIES)],
		[1, () => prng.pick(PATTERNS)],
		[3, () => prng.pick(STRANGE)()],
	])();
}
