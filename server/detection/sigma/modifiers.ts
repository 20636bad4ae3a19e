/** Applies the modifiers of a Sigma field, in their order, to its values. */
import { type FieldPlace, literalText, valueOf } from '../../logs/query';
import { type Charset, base64Offsets, bytesOf } from './encodings';
import {
	type Comparison,
	type Draft,
	type FieldTest,
	type TestContext,
	type TextDraft,
	finishTest,
} from './field-test';
import { type Placeholders, expandPlaceholders } from './placeholders';
import { type SigmaValue, placed, readText } from './value';
import { dashSpellings } from './windash';

/** The tests of a field's values. */
export interface FieldTests {
	/** Those of each value; any of a value's own is enough. */
	readonly values: readonly (readonly FieldTest[])[];
	/** Whether each value must be met, not just one. */
	readonly all: boolean;
	readonly negated: boolean;
}

/** What modifiers may need. */
export interface ModifierContext extends TestContext {
	readonly placeholders: Placeholders;
}

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
	['lt', '<'],
	['lte', '<='],
	['gt', '>'],
	['gte', '>='],
]);
const CHARSETS: ReadonlyMap<string, Charset> = new Map([
	['wide', 'utf16le'],
	['utf16le', 'utf16le'],
	['utf16be', 'utf16be'],
	['utf16', 'utf16'],
]);
const PLACES: ReadonlyMap<string, FieldPlace> = new Map([
	['contains', 'part'],
	['startswith', 'start'],
	['endswith', 'end'],
]);
const FLAGS: ReadonlyMap<string, string> = new Map([
	['i', 'i'],
	['ignorecase', 'i'],
	['m', 'm'],
	['multiline', 'm'],
	['s', 's'],
	['dotall', 's'],
]);
const OF_TEXTS: ReadonlySet<string> = new Set([
	...PLACES.keys(),
	...CHARSETS.keys(),
	...['re', 'cased', 'base64', 'base64offset', 'windash', 'expand'],
]);

/**
 * Applies modifiers.
 *
 * @param modifiers as the rule writes them
 * @param values of the field
 * @returns undefined when there are problems
 */
export function applyModifiers(
	modifiers: readonly string[],
	values: readonly SigmaValue[],
	context: ModifierContext,
): FieldTests | undefined {
	const { found } = context.problems;
	const before = found.length;
	let drafts: Draft[][] = values.map((value) => [draftOf(value)]);
	for (const modifier of modifiers) {
		if (modifier === 'all' || modifier === 'neq') continue;
		drafts = drafts.map((some) => some.flatMap((draft) => apply(modifier, draft, context)));
		if (found.length > before) return undefined;
	}
	const tests = drafts.map((some) => some.map((draft) => finishTest(draft, context)));
	if (found.length > before) return undefined;
	return {
		values: tests as FieldTest[][],
		all: modifiers.includes('all'),
		negated: modifiers.includes('neq'),
	};
}

function draftOf(value: SigmaValue): Draft {
	if (typeof value !== 'string') return { kind: 'plain', value };
	return { kind: 'text', value: readText(value), charset: 'utf8', cased: false, raw: value };
}

function apply(modifier: string, given: Draft, context: ModifierContext): Draft[] {
	// Numbers and truth values are taken as they are written where a text is wanted.
	const isText = given.kind === 'plain' && given.value !== null && OF_TEXTS.has(modifier);
	const draft = isText ? draftOf(String(given.value)) : given;
	return applied(modifier, draft, context) ?? wrong(modifier, given, context);
}

/** What a modifier makes of a value; undefined when it does not go with it. */
function applied(modifier: string, draft: Draft, context: ModifierContext): Draft[] | undefined {
	const comparison = COMPARISONS.get(modifier);
	if (comparison !== undefined) return compare(comparison, draft);
	if (modifier === 'exists') return exists(draft);
	const place = PLACES.get(modifier);
	switch (draft.kind) {
		case 'text':
			return place === undefined
				? applyToText(modifier, draft, context)
				: [{ ...draft, value: placed(draft.value, place !== 'start', place !== 'end') }];
		case 'pattern': {
			const flag = FLAGS.get(modifier);
			if (flag !== undefined) return [{ ...draft, flags: new Set([...draft.flags, flag]) }];
			return place === undefined ? undefined : [{ ...draft, place }];
		}
		case 'done':
			if (draft.test.kind !== 'field' || place === undefined) return undefined;
			return [{ kind: 'done', test: { ...draft.test, place } }];
		case 'plain':
			return undefined;
	}
}

function applyToText(
	modifier: string,
	draft: TextDraft,
	context: ModifierContext,
): Draft[] | undefined {
	const charset = CHARSETS.get(modifier);
	if (charset !== undefined) return [{ ...draft, charset }];
	switch (modifier) {
		case 're':
			return [{ kind: 'pattern', source: draft.raw, flags: new Set(), place: undefined }];
		case 'cased':
			return [{ ...draft, cased: true }];
		case 'cidr':
			return [{ kind: 'done', test: { kind: 'cidr', block: draft.raw } }];
		case 'fieldref':
			return [{ kind: 'done', test: { kind: 'field', name: draft.raw, place: 'whole' } }];
		case 'base64':
		case 'base64offset':
			return base64(modifier, draft, context);
		case 'windash': {
			const values = dashSpellings(draft.value);
			if (values !== undefined) return values.map((value) => ({ ...draft, value }));
			context.problems.add('modifier', `${context.key}: too many dashes to spell out`);
			return [];
		}
		case 'expand':
			return expandPlaceholders(draft.raw, context).map((raw) => ({
				...draft,
				raw,
				value: readText(raw),
			}));
		default:
			return undefined;
	}
}

function base64(modifier: string, draft: TextDraft, { key, problems }: ModifierContext): Draft[] {
	const text = literalText(draft.value);
	if (text === undefined) {
		problems.add('modifier', `${key}: ${modifier} of a text with wildcards is not defined`);
		return [];
	}
	const bytes = bytesOf(text, draft.charset);
	const encoded = modifier === 'base64' ? [bytes.toString('base64')] : base64Offsets(bytes);
	if (encoded.includes(''))
		problems.add('modifier', `${key}: a text too short to be told in Base64 at any position`);
	return encoded.map((part) => ({ ...draft, value: valueOf([part]), charset: 'utf8' }));
}

function compare(operator: Comparison, draft: Draft): Draft[] | undefined {
	const written = writtenValue(draft);
	const isNumber = typeof written === 'number' || /^-?\d+(?:\.\d+)?$/.test(String(written));
	if (!isNumber) return undefined;
	return [{ kind: 'done', test: { kind: 'compare', operator, value: Number(written) } }];
}

function exists(draft: Draft): Draft[] | undefined {
	const written = String(writtenValue(draft)).toLowerCase();
	if (written !== 'true' && written !== 'false') return undefined;
	return [{ kind: 'done', test: { kind: 'exists', exists: written === 'true' } }];
}

function writtenValue(draft: Draft): SigmaValue {
	if (draft.kind === 'text') return draft.raw;
	return draft.kind === 'plain' ? draft.value : null;
}

function wrong(modifier: string, draft: Draft, { key, problems }: ModifierContext): Draft[] {
	const value = draft.kind === 'plain' ? `the value ${JSON.stringify(draft.value)}` : 'this value';
	const known = draft.kind === 'plain' || draft.kind === 'text' ? value : `a ${draft.kind}`;
	problems.add('modifier', `modifier |${modifier} (in ${key}) is not supported for ${known}`);
	return [];
}
