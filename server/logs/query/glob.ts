/** Matches text against wildcard patterns without backtracking over the wildcards. */
import { fold } from '../terms';
import type { Value } from './ast';
import { searcherOf, type Segment } from './segment-search';

/**
 * Compiles a value with wildcards to a test of folded text. `*` matches any run, `?` one character (code point).
 *
 * @param normal what was done to the texts that are tested
 *
 * Each part between two `*` is looked for once, at the leftmost place after the part before: what follows
 * a `*` can start anywhere, so a later place never succeeds where the leftmost fails.
 */
export function compileGlob(
	value: Value,
	normal: (text: string) => string = fold,
): (text: string) => boolean {
	const segments = segmentsOf(value, normal);
	const first = segments[0] as Segment;
	if (segments.length === 1) return (text) => matchAt(first, text, 0) === text.length;
	const last = segments.at(-1) as Segment;
	const between = segments.slice(1, -1).map(searcherOf);
	return (text) => {
		let position = matchAt(first, text, 0);
		for (const find of between) {
			if (position < 0) return false;
			position = find(text, position);
		}
		if (position < 0) return false;
		const start = startOfTail(last, text);
		return start >= position && matchAt(last, text, start) === text.length;
	};
}

function segmentsOf(value: Value, normal: (text: string) => string): Segment[] {
	const segments: (string | { skip: number })[][] = [[]];
	for (const piece of value.pieces) {
		const segment = segments.at(-1) as (string | { skip: number })[];
		const before = segment.at(-1);
		if (typeof piece === 'string') segment.push(normal(piece));
		else if (piece.wild === '*') segments.push([]);
		else if (typeof before === 'object') before.skip++;
		else segment.push({ skip: 1 });
	}
	return segments;
}

/** Where a segment that starts at `position` ends, or -1 when it is not there. */
function matchAt(segment: Segment, text: string, position: number): number {
	for (const part of segment) {
		if (typeof part === 'string') {
			if (!text.startsWith(part, position)) return -1;
			position += part.length;
		} else {
			position = skipForward(text, position, part.skip);
			if (position < 0) return -1;
		}
	}
	return position;
}

/** Where a segment must start to end with the text, or -1 when the text is too short. */
function startOfTail(segment: Segment, text: string): number {
	let position = text.length;
	for (let index = segment.length - 1; index >= 0 && position >= 0; index--) {
		const part = segment[index] as Segment[number];
		if (typeof part === 'string') position -= part.length;
		else position = skipBack(text, position, part.skip);
	}
	return position;
}

function skipForward(text: string, position: number, characters: number): number {
	for (; characters > 0; characters--) {
		const code = text.codePointAt(position);
		if (code === undefined) return -1;
		position += code > 0xffff ? 2 : 1;
	}
	return position;
}

function skipBack(text: string, position: number, characters: number): number {
	for (; characters > 0; characters--) {
		if (position <= 0) return -1;
		const isPair = position > 1 && (text.codePointAt(position - 2) as number) > 0xffff;
		position -= isPair ? 2 : 1;
	}
	return position;
}
