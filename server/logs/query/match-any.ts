/** Tests lists of `LIKE` on one field at once: public rules ask for any of hundreds of texts. */
import { fold } from '../terms';
import type { Like, Query } from './ast';
import { simpleLike } from './match-text';
import { TextIndex } from './text-index';

/** Shorter lists are tested one by one. */
const MANY = 4;

/** A test that stands for several alternatives, and the field whose text (folded) it takes. */
export interface AnyLike {
	readonly field: string;
	readonly test: (text: string) => boolean;
}

type Place = 'whole' | 'start' | 'end' | 'part';

/**
 * Takes the lists out of alternatives.
 *
 * @returns tests for the lists, and the alternatives that are left
 */
export function takeLists(alternatives: readonly Query[]): {
	readonly lists: readonly AnyLike[];
	readonly others: readonly Query[];
} {
	if (alternatives.length < MANY) return { lists: [], others: alternatives };
	const groups = new Map<string, { place: Place; like: Like; literal: string }[]>();
	const others: Query[] = [];
	for (const query of alternatives) {
		const read = query.kind === 'like' ? placeOf(query) : undefined;
		if (read === undefined) {
			others.push(query);
			continue;
		}
		const key = `${read.place} ${read.like.field}`;
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [read]);
		else group.push(read);
	}
	const lists: AnyLike[] = [];
	for (const group of groups.values()) {
		const [{ place, like }] = group as [(typeof group)[0]];
		const literals = group.map(({ literal }) => literal);
		if (group.length < MANY) others.push(...group.map((each) => each.like));
		else lists.push({ field: like.field, test: TESTS[place](literals) });
	}
	return { lists, others };
}

function placeOf(like: Like): { place: Place; like: Like; literal: string } | undefined {
	const simple = like.cased ? undefined : simpleLike(like.value);
	if (simple === undefined || simple.literal === '') return undefined;
	const ends: Place = simple.before ? 'end' : 'whole';
	const place = simple.after ? (simple.before ? 'part' : 'start') : ends;
	return { place, like, literal: fold(simple.literal) };
}

const TESTS: Readonly<Record<Place, (literals: readonly string[]) => (text: string) => boolean>> = {
	whole: (literals) => {
		const set = new Set(literals);
		return (text) => set.has(text);
	},
	start: (literals) =>
		byCharacter(
			literals,
			(_, place) => place,
			(text, literal) => text.startsWith(literal),
		),
	end: (literals) =>
		byCharacter(
			literals,
			({ length }, place) => length - 1 - place,
			(text, literal) => text.endsWith(literal),
		),
	part: (literals) => {
		const index = new TextIndex<true>();
		for (const literal of literals) index.add(literal, true);
		return (text) => index.isIn(text);
	},
};

/**
 * Looks at one character first, where the literals differ most: names of programs all end with `.exe`, and have others before it.
 *
 * @param at where the character stands in a text, by its place among those that all literals have
 */
function byCharacter(
	literals: readonly string[],
	at: (text: string, place: number) => number,
	holds: (text: string, literal: string) => boolean,
): (text: string) => boolean {
	const common = Math.min(...literals.map(({ length }) => length));
	const grouped = (place: number) =>
		Map.groupBy(literals, (literal) => literal.charCodeAt(at(literal, place)));
	let place = 0;
	let byCode = grouped(0);
	for (let other = 1; other < common; other++) {
		const here = grouped(other);
		if (here.size > byCode.size) [place, byCode] = [other, here];
	}
	return (text) => {
		const candidates = byCode.get(text.charCodeAt(at(text, place)));
		return candidates !== undefined && candidates.some((literal) => holds(text, literal));
	};
}
