/** The one error that a bad query causes: where it is, what was found there, and what would have been right. */

/** What a {@link QuerySyntaxError} is made of. */
export interface QuerySyntaxProblem {
	/** The whole query, to work out the line. */
	readonly query: string;
	/** Offset of the problem, UTF-16 code units from 0. */
	readonly position: number;
	/** What is at that position, as it is shown to the user. */
	readonly found: string;
	/** What would have been accepted there. */
	readonly expected: readonly string[];
	/** What the user probably wants to write instead: a full sentence without its full stop. */
	readonly hint?: string | undefined;
}

/** A query that does not follow the grammar or breaks a limit. */
export class QuerySyntaxError extends Error {
	override readonly name = 'QuerySyntaxError';
	/** Offset of the problem in the query, UTF-16 code units from 0. */
	readonly position: number;
	/** Line of the problem, from 1. */
	readonly line: number;
	readonly found: string;
	readonly expected: readonly string[];
	readonly hint: string | undefined;

	constructor(problem: QuerySyntaxProblem) {
		const { query, position, found, expected, hint } = problem;
		const advice = hint === undefined ? '' : `. ${hint}.`;
		super(
			`Query error at position ${position}: found ${found} but expected ${alternatives(expected)}${advice}`,
		);
		this.position = position;
		this.line = query.slice(0, position).split('\n').length;
		this.found = found;
		this.expected = expected;
		this.hint = hint;
	}
}

function alternatives(expected: readonly string[]): string {
	if (expected.length < 2) return expected.join('');
	return `${expected.slice(0, -1).join(', ')} or ${expected.at(-1)}`;
}

const LONGEST_EXCERPT = 40;

/** A piece of the query as errors show it: quoted, and cut to 40 characters. */
export function excerpt(text: string): string {
	if (text.length <= LONGEST_EXCERPT) return `"${text}"`;
	// The cut may leave half a surrogate pair.
	return `"${text.slice(0, LONGEST_EXCERPT).replace(/\p{Cs}/gu, '')}…"`;
}
