/** Breaks one rule of a schema in a value that kept them all. */
import { deref, violation } from './validate.mjs';

const OTHER_TYPES = [null, true, 'text', -7, 1.5, [], {}, [[]], { a: 1 }];

/**
 * @param {import('./prng.mjs').Prng} prng
 * @returns {{ value: unknown, rule: string } | undefined} a broken copy; undefined when the schema has no rule to break
 */
export function broken(schema, valid, document, prng) {
	const breaks = shuffled(breaksOf(schema, valid, document, '$'), prng);
	for (const { at, change } of breaks) {
		const value = change(structuredClone(valid));
		const rule = violation(schema, value, document);
		if (rule !== undefined) return { value, rule: `${at}: ${rule}` };
	}
	return undefined;
}

/** Every way to break the value: what is changed, and the changed copy. */
function breaksOf(schema, value, document, at) {
	const rules = deref(schema, document);
	const own = [...OTHER_TYPES, ...outOfLimits(rules, value)].map((other) => ({
		at,
		change: () => structuredClone(other),
	}));
	if (Array.isArray(value)) return [...own, ...inArray(rules, value, document, at)];
	if (typeof value === 'object' && value !== null) {
		return [...own, ...inObject(rules, value, document, at)];
	}
	return own;
}

function outOfLimits(rules, value) {
	const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = rules;
	return [
		...(minimum === undefined ? [] : [minimum - 1]),
		...(maximum === undefined ? [] : [maximum + 1, maximum * 2]),
		...(minLength > 0 ? [''] : []),
		...(maxLength === undefined ? [] : ['z'.repeat(maxLength + 1)]),
		...(minItems > 0 ? [[]] : []),
		...(maxItems > 0 && value?.[0] !== undefined ? [Array(maxItems + 1).fill(value[0])] : []),
		...(rules.enum || pattern || rules.format ? ['no such word', '2026-13-45T99:99:99Z'] : []),
	];
}

function inObject(rules, value, document, at) {
	const missing = (rules.required ?? []).map((key) => ({
		at: `${at}.${key} left out`,
		change: (copy) => {
			delete copy[key];
			return copy;
		},
	}));
	const added = { at: `${at} with a key more`, change: (copy) => ({ ...copy, no_such_key: 1 }) };
	const inside = Object.entries(value).flatMap(([key, item]) => {
		const schema = rules.properties?.[key];
		if (schema === undefined) return [];
		return breaksOf(schema, item, document, `${at}.${key}`).map(({ at: where, change }) => ({
			at: where,
			change: (copy) => ({ ...copy, [key]: change(copy[key]) }),
		}));
	});
	return [...missing, added, ...inside];
}

function inArray(rules, value, document, at) {
	if (rules.items === undefined || value.length === 0) return [];
	return breaksOf(rules.items, value[0], document, `${at}[0]`).map(({ at: where, change }) => ({
		at: where,
		change: (copy) => [change(copy[0]), ...copy.slice(1)],
	}));
}

function shuffled(list, prng) {
	return list
		.map((item) => [prng.next(), item])
		.sort(([one], [other]) => one - other)
		.map(([, item]) => item);
}
