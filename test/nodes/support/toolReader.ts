/**
 * A model that knows English in a small way and nothing else: it chooses a tool and fills in its fields by what the tool's schema says.
 * It has no names of ours; where a text says less, it does worse.
 */
import type { IDataObject } from 'n8n-workflow';

/** A tool as a model is told of it. */
export interface ToolSchema {
	readonly name: string;
	readonly description: string;
	readonly fields: ReadonlyArray<{ readonly key: string; readonly text: string }>;
}

const SMALL = new Set('a an and as by for from in it its of on or the then to with'.split(' '));

/** The tool whose words are most those of the step; rare words count more, and words that the step lacks count against it. */
export function choose(step: string, tools: readonly ToolSchema[]): ToolSchema {
	const words = stems(step);
	const all = tools.map((tool) => stems(tool.description));
	const weight = (word: string) =>
		Math.log(1 + tools.length / all.filter((others) => others.has(word)).length);
	const scores = all.map((own) =>
		[...own].reduce((sum, word) => sum + (words.has(word) ? weight(word) : -0.2), 0),
	);
	return tools[scores.indexOf(Math.max(...scores))];
}

/**
 * The arguments for a step. A field whose text does not lead to a value stays empty.
 *
 * @param found what the step before returned
 */
export function fill(tool: ToolSchema, step: string, found: readonly IDataObject[]): IDataObject {
	const entries = tool.fields.map(({ key, text }) => [
		key,
		quotedFor(key, text, step) ??
			query(text, step) ??
			namedField(text, step) ??
			oneOf(text, step) ??
			byExample(text, step) ??
			returned(text, found) ??
			'',
	]);
	return Object.fromEntries(entries) as IDataObject;
}

function stems(text: string): Set<string> {
	const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
	return new Set(words.filter((word) => !SMALL.has(word)).map((word) => word.replace(/s$/, '')));
}

/** Where a text is asked for: the quoted part of the step that stands behind a word like the name of the field. */
function quotedFor(key: string, text: string, step: string): string | undefined {
	if (!/\btext\b/i.test(text)) return undefined;
	const parts = [...step.matchAll(/(\w+)(?: as| is)? "([^"]*)"/g)];
	const like = (word: string) => word.slice(0, 4).toLowerCase() === key.slice(0, 4).toLowerCase();
	return parts.find(([, word]) => like(word))?.[2];
}

/** A condition for each field that the text explains and the step gives a value to, written by the grammar in the text. */
function query(text: string, step: string): string | undefined {
	const operator = /FIELD (\S+) value/.exec(text)?.[1];
	if (operator === undefined) return undefined;
	const conditions = explained(text).flatMap(({ name, words }) => {
		for (const word of words) {
			const value = new RegExp(`\\b${word} ("[^"]+"|\\S*\\d\\S*?)(?=[,;.?]?(?:\\s|$))`, 'i').exec(
				step,
			);
			if (value) return [`${name} ${operator} ${value[1]}`];
		}
		return [];
	});
	const joint = /joined with (\w+)/.exec(text)?.[1] ?? '';
	if (conditions.length > 0) return conditions.join(` ${joint} `);
	return /(\S+) alone finds everything/.exec(text)?.[1];
}

/** The field that the step counts by. */
function namedField(text: string, step: string): string | undefined {
	const named = explained(text).filter(({ words }) =>
		words.some((word) => new RegExp(`\\b(?:by|per) ${word}\\b`, 'i').test(step)),
	);
	return named.length === 0 ? undefined : named.map(({ name }) => name).join(', ');
}

/** `NAME (first word, second word)` */
function explained(text: string): Array<{ name: string; words: string[] }> {
	return [...text.matchAll(/\b([A-Z][A-Z_]+) \(([^)]*)\)/g)].map(([, name, words]) => ({
		name,
		words: words.split(', '),
	}));
}

/** The word of a list of choices that the step uses, or what the text says is for any. */
function oneOf(text: string, step: string): string | undefined {
	const list = /one of ([\w, ]+)/.exec(text)?.[1].split(', ');
	const used = list?.find((word) =>
		new RegExp(`\\b${word.replace(/_/g, '[ _]')}\\b`, 'i').test(step),
	);
	return used ?? /(\S+) for any/.exec(text)?.[1];
}

/** A part of the step that looks like one of the examples: other numbers, and in a word without blanks other letters. */
function byExample(text: string, step: string): string | undefined {
	const examples = [...text.matchAll(/such as ([^;()]+)/g)].flatMap(([, list]) =>
		list.split(/, | or /),
	);
	const matches = examples.flatMap((example) => {
		const shape =
			/[\d:]/.test(example) && !/\s/.test(example) ? anyWord(example) : anyNumber(example);
		return new RegExp(`(?<![\\w-])${shape}(?![\\w-])`, 'i').exec(step)?.[0] ?? [];
	});
	return matches.sort((one, other) => other.length - one.length)[0];
}

function anyNumber(example: string): string {
	return example.trim().replace(/\d+/g, '\\d+');
}

function anyWord(example: string): string {
	// A long number is an identifier, and never a short one.
	return example.trim().replace(/\d{6,}|\d+|[a-z]+/gi, (part) => {
		if (/[a-z]/i.test(part)) return '[a-z]+';
		return part.length >= 6 ? '\\d{6,}' : '\\d+';
	});
}

/** The field of the last answer that the text names. */
function returned(text: string, found: readonly IDataObject[]): string | undefined {
	const name = /the (\w+) that [^;,.]* return(?:s|ed)/.exec(text)?.[1];
	const value = name === undefined ? undefined : found[0]?.[name];
	return value === undefined ? undefined : String(value as string);
}
