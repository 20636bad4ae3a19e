/** Regular expressions that people bring: matched by an engine whose time grows with the text and no faster. */
import { RE2JS } from 're2js';
import { re2Source } from './re2-source';

/** Instructions of the largest accepted pattern: each may cost a step for every character of the text. */
export const MAX_PATTERN_SIZE = 4_096;
/** Longest accepted pattern, UTF-16 code units. */
export const MAX_PATTERN_LENGTH = 8_192;

/** How a pattern is matched; all are off by default, as in JavaScript. */
export interface PatternFlags {
	/** Letters match without case. */
	readonly ignoreCase?: boolean;
	/** `.` matches line ends too. */
	readonly dotAll?: boolean;
	/** `^` and `$` match at line ends too. */
	readonly multiline?: boolean;
}

/** A pattern is wrong, or needs what no linear engine has. The message is a part of a sentence. */
export class PatternError extends Error {
	constructor(message: string) {
		super(message);
		this.name = new.target.name;
	}
}

/** A match: the whole text of it, and the texts of the groups that took part. */
export interface PatternMatch {
	readonly text: string;
	/** Where it begins, in UTF-16 code units. */
	readonly index: number;
	/** Named groups; undefined for those that took no part. */
	readonly groups: ReadonlyMap<string, string | undefined>;
}

/**
 * A compiled pattern of JavaScript's syntax (Unicode mode), without look-around and back references. Which of
 * several possible matches is found is what JavaScript would find: the leftmost, and of these the first that the
 * alternatives and quantifiers prefer.
 */
export class LinearPattern {
	private constructor(
		/** The pattern as written. */
		readonly source: string,
		/** Names of its groups, in their order. */
		readonly groups: readonly string[],
		private readonly engine: RE2JS,
	) {}

	/** Compiles a pattern. @throws PatternError when it is wrong, too large, or needs a backtracking engine */
	static compile(source: string, flags: PatternFlags = {}): LinearPattern {
		if (source.length > MAX_PATTERN_LENGTH) {
			throw new PatternError(
				`a pattern of ${source.length} characters is longer than the accepted ${MAX_PATTERN_LENGTH}`,
			);
		}
		checkSyntax(source);
		const engine = build(re2Source(source, flags.dotAll === true), flags);
		const size = engine.programSize();
		if (size > MAX_PATTERN_SIZE) {
			throw new PatternError(
				`the pattern needs ${size} steps a character, at most ${MAX_PATTERN_SIZE} are accepted: counted repetitions such as {1,1000} are written out`,
			);
		}
		return new LinearPattern(source, Object.keys(engine.namedGroups()), engine);
	}

	/** Whether the text has a match anywhere. */
	test(text: string): boolean {
		return this.engine.test(text);
	}

	/** The first match, undefined when there is none. */
	exec(text: string): PatternMatch | undefined {
		// Most texts do not match, and without groups the engine is several times as fast.
		if (!this.engine.test(text)) return undefined;
		const found = this.engine.exec(text) as RegExpExecArray | null;
		if (found === null) return undefined;
		const groups = new Map(this.groups.map((name) => [name, found.groups?.[name]] as const));
		return { text: found[0], index: found.index, groups };
	}
}

/** JavaScript's own reading of the pattern, whose error messages people know. */
function checkSyntax(source: string): void {
	try {
		new RegExp(source, 'u');
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		throw new PatternError(`it has an error: ${message.slice(message.lastIndexOf(': ') + 2)}`);
	}
	for (const [piece] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*(?:\]|\\?$)|\(\?<?[=!]/gsu)) {
		if (/^\\[1-9k]/.test(piece))
			throw new PatternError(`back references such as ${piece} are not accepted`);
		if (piece.startsWith('(')) {
			throw new PatternError(
				`look-ahead and look-behind are not accepted, found ${piece}: they rule out matching in linear time`,
			);
		}
	}
}

function build(source: string, flags: PatternFlags): RE2JS {
	const bits =
		(flags.ignoreCase === true ? RE2JS.CASE_INSENSITIVE : 0) |
		(flags.multiline === true ? RE2JS.MULTILINE : 0);
	try {
		return RE2JS.compile(source, bits);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		throw new PatternError(
			`it cannot be matched in linear time: ${message.replace(/^error parsing regexp: /, '')}`,
		);
	}
}
