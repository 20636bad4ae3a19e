/** Turns what zod found wrong into one clear sentence per problem, and into the catalogue's error code. */
import type { z } from 'zod';
import type { ErrorCode } from './errors';
import { ERRORS } from './errors';
import { ISO_EXPECTED, MS_EXPECTED } from './shared/time';

/** One problem of a request. */
export interface Problem {
	/** Where: `start_time`, `log_sources[2].domain_name`; `body` for the whole. */
	readonly path: string;
	/** `path: what is accepted, what came`, without a full stop. */
	readonly sentence: string;
	/** The catalogue's code. */
	readonly code: ErrorCode;
}

type Issue = z.core.$ZodIssue;

/** The most characters of a wrong value that a message repeats. */
const SHOWN = 80;

/** The most problems, and names in one of them, that a message lists: a body may have thousands of wrong keys. */
const LISTED = 10;

/** Writes a path as a client would write it in code. */
function writePath(path: readonly PropertyKey[]): string {
	return path.reduce<string>((text, key) => {
		if (typeof key === 'number') return `${text}[${key}]`;
		return text === '' ? String(key) : `${text}.${String(key)}`;
	}, '');
}

/** The value at a path of the input; undefined where the path leads nowhere. */
function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>((value, key) => {
		if (typeof value !== 'object' || value === null) return undefined;
		return Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined;
	}, input);
}

/** Shows a wrong value in a few characters; what is long or nested is only named. */
function show(value: unknown): string {
	if (value === undefined) return 'nothing';
	if (Array.isArray(value)) return `an array of ${value.length}`;
	if (typeof value === 'object' && value !== null) return 'an object';
	const text = JSON.stringify(value);
	return text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${text.length} characters)` : text;
}

/** A name of the caller's making, cut. */
function shorten(name: string): string {
	return name.length > SHOWN ? `${name.slice(0, SHOWN)}…` : name;
}

/** What the schema accepts there, in the words of the schema when it has some. */
function expectation(issue: Issue): string {
	if (issue.message.startsWith('expected ')) return issue.message;
	switch (issue.code) {
		case 'invalid_type':
			return `expected ${/^[aeio]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
		case 'invalid_value':
			return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
		case 'too_small':
			return `expected ${measure(issue.origin, issue.minimum, 'at least')}`;
		case 'too_big':
			return `expected ${measure(issue.origin, issue.maximum, 'at most')}`;
		case 'invalid_format':
			return `expected a valid ${issue.format}`;
		default:
			return issue.message;
	}
}

function measure(origin: string, limit: number | bigint, bound: string): string {
	if (origin === 'string') return `${bound} ${limit} characters`;
	if (origin === 'array') return `${bound} ${limit} entries`;
	return `${bound} ${limit}`;
}

function sentenceOf(issue: Issue, input: unknown): string {
	const path = shorten(writePath(issue.path));
	if (issue.code === 'unrecognized_keys') {
		const names = issue.keys
			.slice(0, LISTED)
			.map((key) => shorten(path === '' ? key : `${path}.${key}`));
		const more = issue.keys.length - names.length;
		return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}: not a parameter of this operation`;
	}
	const accepted = expectation(issue);
	const where = path === '' ? 'body' : path;
	// A rule between two parameters says all there is to say; the value itself is not what is wrong.
	if (!accepted.startsWith('expected ')) return `${where}: ${accepted}`;
	const value = valueAt(input, issue.path);
	if (value === undefined && issue.path.length > 0) return `${where}: is required, ${accepted}`;
	return `${where}: ${accepted}, got ${show(value)}`;
}

function codeOf(issue: Issue): ErrorCode {
	if (issue.code === 'custom') {
		const code: unknown = issue.params?.['code'];
		if (typeof code === 'string' && Object.hasOwn(ERRORS, code)) return code as ErrorCode;
	}
	if (issue.message.startsWith(ISO_EXPECTED) || issue.message.startsWith(MS_EXPECTED))
		return 'invalid_time';
	if (issue.code === 'too_big' && issue.origin === 'array') return 'too_many_ids';
	if (issue.code === 'too_big' && issue.origin === 'string' && issue.path.at(-1) === 'query')
		return 'query_too_long';
	return 'invalid_parameter';
}

/**
 * Explains a failed parse.
 *
 * @param error what zod threw or returned
 * @param input what was parsed, so that messages can show the wrong value
 * @returns one problem per issue, in zod's order, at least one
 */
export function explain(error: z.core.$ZodError, input?: unknown): Problem[] {
	return error.issues.map((issue) => ({
		path: writePath(issue.path) || 'body',
		sentence: sentenceOf(issue, input),
		code: codeOf(issue),
	}));
}

/** A parse's outcome: the value, or the code and sentence of the error to answer. */
export type Checked<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly code: ErrorCode; readonly detail: string };

/**
 * Parses a part of a request with its schema.
 *
 * @param schema the contract's schema
 * @param input what came over the wire
 * @returns the parsed value, or the first problem's code with the sentences of the first ten, joined by `; `
 */
export function check<S extends z.ZodType>(schema: S, input: unknown): Checked<z.output<S>> {
	// Not compiled to JavaScript first: that takes as long as thousands of requests save by it.
	const result = schema.safeParse(input, { jitless: true });
	if (result.success) return { ok: true, value: result.data };
	const problems = explain(result.error, input);
	const shown = problems.slice(0, LISTED).map((problem) => problem.sentence);
	const more = problems.length - shown.length;
	return {
		ok: false,
		code: problems[0]?.code ?? 'invalid_parameter',
		detail: `${shown.join('; ')}${more > 0 ? `; and ${more} more problems` : ''}`,
	};
}
