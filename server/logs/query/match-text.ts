/** Compiles `LIKE` to a test of a text: most patterns are one literal at the start, at the end or anywhere. */
import { fold } from '../terms';
import type { Value } from './ast';
import { literalText } from './build';
import { compileGlob } from './glob';

/** A pattern of one literal with no wildcard but `*` around it. */
export interface SimpleLike {
	readonly literal: string;
	/** Whether `*` stands before and after the literal. */
	readonly before: boolean;
	readonly after: boolean;
}

/** A pattern as one literal; undefined when it is not that simple. */
export function simpleLike(value: Value): SimpleLike | undefined {
	const { pieces } = value;
	const whole = literalText(value);
	if (whole !== undefined) return { literal: whole, before: false, after: false };
	const before = isStar(pieces[0]);
	const after = isStar(pieces.at(-1));
	const inner = pieces.slice(before ? 1 : 0, after && pieces.length > 1 ? -1 : undefined);
	const [literal = '', ...more] = inner;
	if (more.length > 0 || typeof literal !== 'string') return undefined;
	return { literal, before, after: after && (pieces.length > 1 || before) };
}

/**
 * The test of `LIKE`.
 *
 * @param cased whether case counts; without it the test takes folded texts, see `fold`
 */
export function compileLike(value: Value, cased: boolean): (text: string) => boolean {
	const normal = cased ? (text: string) => text : fold;
	const simple = simpleLike(value);
	if (simple === undefined) return compileGlob(value, normal);
	const literal = normal(simple.literal);
	if (simple.before && simple.after) return (text) => text.includes(literal);
	if (simple.before) return (text) => text.endsWith(literal);
	if (simple.after) return (text) => text.startsWith(literal);
	return (text) => text === literal;
}

function isStar(piece: Value['pieces'][number] | undefined): boolean {
	return typeof piece === 'object' && piece.wild === '*';
}
