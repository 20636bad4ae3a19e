/** Compares one answer with the contract and tells how it differs: by names and types of fields, never by their values. */
import type { z } from 'zod';
import type { Operation } from '../../contract';
import type { Reply } from './ask';

/** How an answer stands to the contract. */
export type Verdict = 'same' | 'variant' | 'differs' | 'refused' | 'absent' | 'unanswered';

/** What was found of one operation. */
export interface Finding {
	readonly verdict: Verdict;
	/** In which ways, one line each. */
	readonly notes: readonly string[];
}

/** Most lines that are said of one operation. */
const MOST_NOTES = 12;

/** A key that may be shown: names of fields look so. What else stands as a key may be data. */
const NAME = /^[A-Za-z_][\w.-]{0,63}$/;

/** Words of an error's title that may be shown. */
const TITLE = /^[A-Za-z][A-Za-z '-]{0,60}$/;

/** Which known forms of lists a body has that are not the contract's; the nodes read them all alike. */
const VARIANTS: readonly {
	readonly note: string;
	readonly has: (body: Body) => boolean;
}[] = [
	{
		note: 'data is the list itself, as on the pages of sibling products',
		has: ({ data }) => Array.isArray(data),
	},
	{
		note: 'the total is called meta.total_no_of_objects',
		has: ({ meta }) => isObject(meta) && 'total_no_of_objects' in meta,
	},
	{
		note: 'meta.start_index is a text',
		has: ({ meta }) => isObject(meta) && typeof meta['start_index'] === 'string',
	},
	{
		note: 'the answer stands in "response" instead of "data"',
		has: (body) => 'response' in body && !('data' in body),
	},
];

type Body = Readonly<Record<string, unknown>>;

/**
 * Compares.
 *
 * @param operation what was asked
 * @param reply what came back
 */
export function compare(operation: Operation, reply: Reply): Finding {
	if ('failure' in reply) return { verdict: 'unanswered', notes: [reply.failure] };
	const { status, type, text } = reply;
	const body = parsed(text);
	if (status === 404 || status === 405) return { verdict: 'absent', notes: [said(status, body)] };
	if (status === 401 || status === 403 || status === 429) {
		return { verdict: 'refused', notes: [said(status, body)] };
	}
	if (status !== 200) return { verdict: 'differs', notes: [said(status, body)] };
	if (body === undefined)
		return { verdict: 'differs', notes: [`it is no JSON but ${kindOf(type)}`] };
	if (isObject(body) && isObject(body['error'])) {
		const title = titleOf(body);
		return { verdict: 'differs', notes: [`200 with an error in it${title}`] };
	}
	const variants = isObject(body)
		? VARIANTS.filter(({ has }) => has(body)).map(({ note }) => note)
		: [];
	const result = operation.response?.safeParse(body);
	if (result === undefined || result.success) {
		return variants.length === 0
			? { verdict: 'same', notes: [] }
			: { verdict: 'variant', notes: variants };
	}
	const notes = [...new Set(result.error.issues.flatMap((issue) => describe(issue, body)))];
	const shown = notes.slice(0, MOST_NOTES);
	const more = notes.length - shown.length;
	return {
		verdict: variants.length > 0 ? 'variant' : 'differs',
		notes: [...variants, ...shown, ...(more > 0 ? [`and ${more} more`] : [])],
	};
}

/** One difference, in words; a field of a list is told once, whichever item has it. */
function describe(issue: z.core.$ZodIssue, body: unknown): string[] {
	const at = pathOf(issue.path);
	const found = typeAt(body, issue.path);
	switch (issue.code) {
		case 'unrecognized_keys':
			return issue.keys.map((key) => {
				const type = typeAt(body, [...issue.path, key]);
				return `${at === '' ? '' : `${at}.`}${nameOf(key)} (${type}) is not in the contract`;
			});
		case 'invalid_type':
			return found === 'nothing'
				? [`${at} is missing, ${issue.expected} in the contract`]
				: [`${at} is ${found}, ${issue.expected} in the contract`];
		case 'invalid_union':
			return [`${at} (${found}) has none of the forms in the contract`];
		case 'invalid_value':
			return [`${at} (${found}) is not one of the values in the contract`];
		default:
			return [`${at} (${found}) breaks a rule of the contract (${issue.code})`];
	}
}

/** The way to a field, positions of lists as `[]`. */
function pathOf(path: readonly PropertyKey[]): string {
	return path
		.map((part) => (typeof part === 'number' ? '[]' : nameOf(String(part))))
		.join('.')
		.replaceAll('.[]', '[]');
}

function nameOf(key: string): string {
	return NAME.test(key) ? key : '<a key that is no name>';
}

/** The type of what stands at the end of a path. */
function typeAt(body: unknown, path: readonly PropertyKey[]): string {
	let value = body;
	for (const part of path) {
		if (!isObject(value) && !Array.isArray(value)) return 'nothing';
		value = Object.hasOwn(value, part) ? (value as Record<PropertyKey, unknown>)[part] : undefined;
	}
	if (value === undefined) return 'nothing';
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is Body {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Status, and how the error's body looks. */
function said(status: number, body: unknown): string {
	if (body === undefined) return `${status}, without JSON`;
	if (!isObject(body)) return `${status} with a JSON ${typeAt(body, [])}`;
	const keys = Object.keys(isObject(body['error']) ? body['error'] : body).map(nameOf);
	const inside = isObject(body['error']) ? 'error with ' : '';
	return `${status}${titleOf(body)}, ${inside}${keys.sort().join(', ')}`;
}

/** Code and title of an error, if they are the vendor's kind of words and not the text of a message. */
function titleOf(body: Body): string {
	const { code, title } = isObject(body['error']) ? body['error'] : body;
	const shownCode = typeof code === 'string' && /^\d{1,10}$/.test(code) ? ` ${code}` : '';
	const shownTitle = typeof title === 'string' && TITLE.test(title) ? ` ${title}` : '';
	return `${shownCode}${shownTitle}`;
}

function kindOf(type: string): string {
	return /^[a-z]+\/[\w.+-]+$/.test(type) ? type : 'something without a type';
}
