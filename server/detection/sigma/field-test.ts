/** What a Sigma rule asks of a field, when all modifiers have been applied. */
import {
	type FieldPlace,
	PatternError,
	type Value,
	compilePattern,
	valueOf,
} from '../../logs/query';
import { type Charset, bytesOf } from './encodings';
import { translatePattern } from './pcre';
import type { Problems } from './problems';
import type { SigmaValue } from './value';

/** What is asked of a field. */
export type FieldTest =
	| { readonly kind: 'text'; readonly value: Value; readonly cased: boolean }
	| { readonly kind: 'number'; readonly value: number }
	| { readonly kind: 'compare'; readonly operator: Comparison; readonly value: number }
	| { readonly kind: 'pattern'; readonly pattern: string }
	| { readonly kind: 'cidr'; readonly block: string }
	| { readonly kind: 'exists'; readonly exists: boolean }
	/** The field is not there, or empty. */
	| { readonly kind: 'nothing' }
	| { readonly kind: 'field'; readonly name: string; readonly place: FieldPlace };

export type Comparison = '<' | '<=' | '>' | '>=';

/** A value on its way through the modifiers. */
export type Draft =
	| TextDraft
	| PatternDraft
	/** A number, a truth value or null, as long as no modifier made anything of it. */
	| { readonly kind: 'plain'; readonly value: Exclude<SigmaValue, string> }
	| { readonly kind: 'done'; readonly test: FieldTest };

export interface TextDraft {
	readonly kind: 'text';
	readonly value: Value;
	/** As the rule writes it. */
	readonly raw: string;
	readonly charset: Charset;
	readonly cased: boolean;
}

export interface PatternDraft {
	readonly kind: 'pattern';
	readonly source: string;
	readonly flags: ReadonlySet<string>;
	readonly place: FieldPlace | undefined;
}

/** Where problems go, and the field with its modifiers as the rule writes it. */
export interface TestContext {
	readonly key: string;
	readonly problems: Problems;
}

/** The test that is left when all modifiers have been applied; undefined when there is a problem. */
export function finishTest(draft: Draft, context: TestContext): FieldTest | undefined {
	switch (draft.kind) {
		case 'done':
			return draft.test;
		case 'plain':
			if (draft.value === null) return { kind: 'nothing' };
			if (typeof draft.value === 'number') return { kind: 'number', value: draft.value };
			return { kind: 'text', value: valueOf([String(draft.value)]), cased: false };
		case 'text': {
			if (draft.value.pieces.length === 0) return { kind: 'nothing' };
			const value = draft.charset === 'utf8' ? draft.value : widened(draft, context);
			return { kind: 'text', value, cased: draft.cased };
		}
		case 'pattern':
			return finishPattern(draft, context);
	}
}

/** A text in another charset that was not encoded further stands in the log as its bytes. */
function widened({ value, charset }: TextDraft, { key, problems }: TestContext): Value {
	const pieces = value.pieces.map((piece) => {
		if (typeof piece !== 'string') return piece;
		if (/[^\x20-\x7e]/.test(piece))
			problems.add('modifier', `${key}: only ASCII texts can be searched in UTF-16`);
		return bytesOf(piece, charset === 'utf16' ? 'utf16le' : charset).toString('latin1');
	});
	return valueOf(charset === 'utf16' ? ['\ufeff', ...pieces] : pieces);
}

function finishPattern(
	{ source, flags, place }: PatternDraft,
	{ key, problems }: TestContext,
): FieldTest | undefined {
	const inner = place === 'start' || place === 'end' ? `(?:${source})` : source;
	const whole = place === 'start' ? `^${inner}` : place === 'end' ? `${inner}$` : inner;
	const pattern = translatePattern(whole, flags);
	try {
		compilePattern(pattern);
	} catch (error) {
		if (!(error instanceof PatternError)) throw error;
		problems.add('pattern', `${key}: ${JSON.stringify(source)}: ${error.message}`);
		return undefined;
	}
	return { kind: 'pattern', pattern };
}
