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
	start: (literals) => byLength(literals, (text, length) => text.slice(0, length)),
	end: (literals) => byLength(literals, (text, length) => text.slice(text.length - length)),
	part: (literals) => {
		const index = new TextIndex<true>();
		for (const literal of literals) index.add(literal, true);
		return (text) => index.isIn(text);
	},
};

/** One look-up for each length that a literal has. */
function byLength(
	literals: readonly string[],
	cut: (text: string, length: number) => string,
): (text: string) => boolean {
	const set = new Set(literals);
	const lengths = [...new Set(literals.map(({ length }) => length))];
	return (text) => lengths.some((length) => length <= text.length && set.has(cut(text, length)));
}
