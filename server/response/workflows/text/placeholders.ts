/** Placeholders in parameters: `{{ticket.id}}` stands for a variable, `\{{` for two braces. */
import type { Json } from '../definition';
import { PATH, type ReadScope } from './scope';

/** One placeholder of a text. */
export interface Placeholder {
	/** What stands between the braces, trimmed. */
	readonly path: string;
	/** Whether it has the form of a path. */
	readonly valid: boolean;
}

/** A backslash before the braces is taken along, so that escaped ones are told apart. */
const MARK = /\\?\{\{([^{}]*)\}\}/g;

/** The longest text that filling in may make, characters. */
export const MAX_TEXT = 262_144;

/** The placeholders of a value and everything inside it. */
export function placeholdersOf(value: Json): Placeholder[] {
	if (typeof value === 'string') {
		return [...value.matchAll(MARK)]
			.filter(([mark]) => !mark.startsWith('\\'))
			.map(([, inner = '']) => ({ path: inner.trim(), valid: PATH.test(inner.trim()) }));
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value as { readonly [key: string]: Json }).flatMap(placeholdersOf);
}

/** Whether a text has a placeholder. */
export function hasPlaceholder(value: Json | undefined): boolean {
	return value !== undefined && placeholdersOf(value).length > 0;
}

/**
 * Fills in a value and everything inside it. A text that is one placeholder becomes the variable with its
 * type; a variable that is missing becomes the empty text. What was filled in is not looked at again, so
 * a variable's own braces mean nothing.
 *
 * @param escape applied to every variable inside a longer text, for instance `encodeURIComponent`
 * @throws RangeError when a text becomes longer than {@link MAX_TEXT}
 */
export function fillIn(
	value: Json,
	read: ReadScope,
	escape: (text: string) => string = (text) => text,
): Json {
	if (typeof value === 'string') return fillText(value, read, escape);
	if (Array.isArray(value)) return value.map((item: Json) => fillIn(item, read, escape));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value as { readonly [key: string]: Json }).map(([key, item]) => [
			key,
			fillIn(item, read, escape),
		]),
	);
}

/** A variable as text; lists and objects as JSON. */
export function textOf(value: Json | undefined): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function fillText(text: string, read: ReadScope, escape: (text: string) => string): Json {
	const whole = /^\{\{([^{}]*)\}\}$/.exec(text.trim());
	if (whole !== null) return limited(read(split(whole[1] ?? '')) ?? '');
	const filled = text.replaceAll(MARK, (mark, inner: string) =>
		mark.startsWith('\\') ? mark.slice(1) : escape(textOf(read(split(inner)))),
	);
	return limited(filled);
}

function limited(value: Json): Json {
	if (typeof value === 'string' && value.length > MAX_TEXT) {
		throw new RangeError(
			`A text has ${value.length} characters after its placeholders were filled in; at most ${MAX_TEXT} are accepted`,
		);
	}
	return value;
}

function split(path: string): string[] {
	return path.trim().split('.');
}
