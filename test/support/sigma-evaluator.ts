/**
 * An evaluator of Sigma rules, written from the specification alone: it shares nothing with the importer, and says
 * of one event whether a rule's detection is met.
 */

/** What a field of an event may hold. */
export type Value = string | number | boolean | null;
/** An event by the field names that rules use. */
export type Event = Readonly<Record<string, Value>>;
type Detection = Readonly<Record<string, unknown>>;

/** Thrown for what this evaluator does not know. */
export class NotCovered extends Error {}

/** Whether an event meets the condition of `detection`. */
export function evaluate(
	detection: Detection,
	event: Event,
	placeholders: Readonly<Record<string, readonly string[]>> = {},
): boolean {
	const { condition, timeframe: _, ...selections } = detection;
	const names = Object.keys(selections);
	const met = (name: string): boolean => {
		if (!(name in selections)) throw new NotCovered(`selection ${name}`);
		return selection(selections[name], event, placeholders);
	};
	const conditions = Array.isArray(condition) ? condition : [condition];
	return conditions.some((text: string) => parseCondition(text, names, met));
}

/** Replaces each part of a condition by its truth and lets JavaScript do the logic. */
function parseCondition(
	text: string,
	names: readonly string[],
	met: (name: string) => boolean,
): boolean {
	if (text.includes('|')) throw new NotCovered('aggregation');
	const ofPattern = text.replace(
		/\b(1|any|all)\s+of\s+([A-Za-z0-9_*-]+)/gi,
		(_all, quantity: string, pattern: string) => {
			const wanted = names.filter((name) => {
				if (name.startsWith('_') && !pattern.startsWith('_')) return false;
				if (pattern === 'them') return true;
				return new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name);
			});
			const joined = wanted.map((name) => `"${name}"`);
			return `(${joined.join(quantity.toLowerCase() === 'all' ? ' & ' : ' + ')})`;
		},
	);
	const tokens = ofPattern.match(/"[^"]+"|[()&+]|[^\s()&+"]+/g) ?? [];
	let at = 0;
	const or = (): boolean => {
		let result = and();
		while (/^(or|\+)$/i.test(tokens[at] ?? '')) {
			at++;
			const next = and();
			result = result || next;
		}
		return result;
	};
	const and = (): boolean => {
		let result = not();
		while (/^(and|&)$/i.test(tokens[at] ?? '')) {
			at++;
			const next = not();
			result = result && next;
		}
		return result;
	};
	const not = (): boolean => {
		const token = tokens[at++] as string;
		if (/^not$/i.test(token)) return !not();
		if (token !== '(') return met(token.replaceAll('"', ''));
		const inner = or();
		at++;
		return inner;
	};
	return or();
}

function selection(
	given: unknown,
	event: Event,
	placeholders: Readonly<Record<string, readonly string[]>>,
): boolean {
	if (Array.isArray(given)) return given.some((item) => selection(item, event, placeholders));
	if (typeof given !== 'object' || given === null) return keyword(given as Value, event, []);
	return Object.entries(given).every(([key, value]) => {
		const [field = '', ...modifiers] = key.split('|');
		const values = (Array.isArray(value) ? value : [value]) as Value[];
		const test = (one: Value): boolean =>
			field === ''
				? keyword(one, event, modifiers)
				: fieldTest(field, modifiers, one, event, placeholders);
		const result = modifiers.includes('all') ? values.every(test) : values.some(test);
		return modifiers.includes('neq') ? !result : result;
	});
}

/** "Strings that are applied to the full log message": here every value of the event. */
function keyword(value: Value, event: Event, modifiers: readonly string[]): boolean {
	const rest = modifiers.filter((modifier) => modifier !== 'all');
	return Object.values(event).some(
		(one) =>
			one !== null &&
			fieldTest('x', rest.includes('re') ? rest : [...rest, 'contains'], value, { x: one }, {}),
	);
}

function fieldTest(
	field: string,
	modifiers: readonly string[],
	value: Value,
	event: Event,
	placeholders: Readonly<Record<string, readonly string[]>>,
): boolean {
	const actual = event[field] ?? null;
	const has = new Set(modifiers);
	if (has.has('exists')) return field in event === (String(value) === 'true');
	for (const [name, holds] of Object.entries(COMPARE)) {
		if (has.has(name)) {
			const isNumber = actual !== null && /^-?\d+(\.\d+)?$/.test(String(actual).trim());
			return isNumber && holds(Number(actual), Number(value));
		}
	}
	if (has.has('cidr')) return actual !== null && inBlock(String(actual), String(value));
	if (has.has('fieldref')) {
		const other = event[String(value)] ?? null;
		if (actual === null || other === null) return false;
		const [one, two] = [String(actual).toLowerCase(), String(other).toLowerCase()];
		if (has.has('contains')) return one.includes(two);
		if (has.has('startswith')) return one.startsWith(two);
		return has.has('endswith') ? one.endsWith(two) : one === two;
	}
	// A missing value and an empty one are the same to this server: see docs/alerts.md.
	if (value === null) return actual === null || String(actual).trim() === '';
	if (value === '' && modifiers.every((modifier) => NO_CHANGE.includes(modifier)))
		return actual === null || String(actual).trim() === '';
	if (actual === null) return false;
	if (typeof value === 'number' && !TEXT.some((modifier) => has.has(modifier)))
		return String(actual).trim() !== '' && Number(actual) === value;
	const text = String(actual);
	if (has.has('re')) {
		const flags = [has.has('i') && 'i', has.has('m') && 'm', has.has('s') && 's'];
		const [, own = '', source = ''] = /^(?:\(\?([ims]+)\))?([^]*)$/.exec(String(value)) ?? [];
		const all = new Set([...flags.filter((flag) => flag !== false), ...own]);
		return patternOf(source, [...all].join('')).test(text);
	}
	return expand(String(value), modifiers, placeholders).some((pattern) =>
		globMatches(pattern, text, has.has('cased')),
	);
}

/** By character, not by UTF-16 code unit, where the pattern has no escape that this mode refuses. */
function patternOf(source: string, flags: string): RegExp {
	try {
		return new RegExp(source.replaceAll('\\-', '\\x2d'), `${flags}u`);
	} catch {
		return new RegExp(source, flags);
	}
}

/** Modifiers that leave an empty text empty. */
const NO_CHANGE = ['all', 'neq', 'cased', 'windash'];
const TEXT = ['contains', 'startswith', 'endswith', 're', 'base64', 'base64offset', 'cased'];
const COMPARE: Readonly<Record<string, (one: number, other: number) => boolean>> = {
	lt: (one, other) => one < other,
	lte: (one, other) => one <= other,
	gt: (one, other) => one > other,
	gte: (one, other) => one >= other,
};

/** One character of a pattern: itself, or a wildcard. */
type Part = string | { readonly any: 'one' | 'many' };

/** Reads the escapes of a text, character by character, as the table in the specification says. */
function parts(text: string): Part[] {
	const result: Part[] = [];
	const rest = [...text];
	while (rest.length > 0) {
		const character = rest.shift() as string;
		if (character === '\\' && ['*', '?', '\\'].includes(rest[0] ?? ''))
			result.push(rest.shift() as string);
		else if (character === '*') result.push({ any: 'many' });
		else if (character === '?') result.push({ any: 'one' });
		else result.push(character);
	}
	return result;
}

const DASHES = ['-', '/', '–', '—', '―'];
const isWord = (part: Part | undefined): boolean =>
	typeof part === 'string' && /[\p{L}\p{N}_]/u.test(part);

function expand(
	value: string,
	modifiers: readonly string[],
	placeholders: Readonly<Record<string, readonly string[]>>,
): Part[][] {
	let texts = [value];
	if (modifiers.includes('expand')) {
		const name = /%([^%]+)%/.exec(value)?.[1];
		if (name !== undefined)
			texts = (placeholders[name] ?? []).map((each) => value.replace(`%${name}%`, each));
	}
	let patterns = texts.map(parts);
	let bytes: 'utf8' | 'utf16le' = 'utf8';
	for (const modifier of modifiers) {
		switch (modifier) {
			case 'wide':
			case 'utf16le':
				bytes = 'utf16le';
				break;
			case 'base64':
				patterns = patterns.map((pattern) => [
					...Buffer.from(pattern.join(''), bytes).toString('base64'),
				]);
				break;
			case 'base64offset':
				patterns = patterns.flatMap((pattern) =>
					offsets(Buffer.from(pattern.join(''), bytes)).map((text) => [...text]),
				);
				break;
			case 'windash':
				patterns = patterns.flatMap(dashes);
				break;
			case 'contains':
				patterns = patterns.map((pattern) => [{ any: 'many' }, ...pattern, { any: 'many' }]);
				break;
			case 'startswith':
				patterns = patterns.map((pattern) => [...pattern, { any: 'many' }]);
				break;
			case 'endswith':
				patterns = patterns.map((pattern) => [{ any: 'many' }, ...pattern]);
				break;
			case 'all':
			case 'neq':
			case 'cased':
			case 'expand':
				break;
			default:
				throw new NotCovered(`modifier ${modifier}`);
		}
	}
	return patterns;
}

/** What every position of the bytes in a longer text has in common: found by trying out what may stand around. */
function offsets(bytes: Buffer): string[] {
	return [0, 1, 2].map((before) => {
		const encode = (fill: number) =>
			Buffer.concat([Buffer.alloc(before, fill), bytes, Buffer.alloc(3, fill)]).toString('base64');
		const [one, other] = [encode(0), encode(0xff)];
		let start = Math.ceil((before * 8) / 6);
		while (start < one.length && one[start] !== other[start]) start++;
		const end = Math.floor(((before + bytes.length) * 8) / 6);
		return one.slice(start, end);
	});
}

function dashes(pattern: Part[]): Part[][] {
	let results: Part[][] = [[]];
	pattern.forEach((part, index) => {
		const isOption =
			typeof part === 'string' &&
			DASHES.includes(part) &&
			!isWord(pattern[index - 1]) &&
			isWord(pattern[index + 1]);
		const choices: Part[] = isOption ? DASHES : [part];
		results = results.flatMap((start) => choices.map((choice) => [...start, choice]));
	});
	return results;
}

function globMatches(pattern: readonly Part[], text: string, cased: boolean): boolean {
	const source = pattern
		.map((part) => {
			if (typeof part !== 'string') return part.any === 'one' ? '[^]' : '[^]*';
			return part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
		})
		.join('');
	return new RegExp(`^${source}$`, cased ? 'u' : 'iu').test(text);
}

function inBlock(address: string, block: string): boolean {
	const [base = '', length = ''] = block.split('/');
	const [one, other] = [bitsOf(address), bitsOf(base)];
	if (one === undefined || other === undefined || one.length !== other.length) return false;
	return one.slice(0, Number(length)) === other.slice(0, Number(length));
}

function bitsOf(address: string): string | undefined {
	if (/^\d+(\.\d+){3}$/.test(address))
		return address
			.split('.')
			.map((part) => Number(part).toString(2).padStart(8, '0'))
			.join('');
	if (!address.includes(':') || !URL.canParse(`http://[${address}]/`)) return undefined;
	const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
	const left = head === '' ? [] : head.split(':');
	const right = tail === undefined || tail === '' ? [] : tail.split(':');
	const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
	const groups = tail === undefined ? left : [...left, ...zeros, ...right];
	return groups.map((group) => parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}
