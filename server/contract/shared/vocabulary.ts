/** The words for severities, statuses and the other closed lists, with the spellings each generation accepts. */
import { z } from 'zod';
import { SEVERITIES, STATUSES } from './closed-lists';

export * from './closed-lists';

/** Drops case, blanks, hyphens and underscores: V1 clients write Inprogress, In-progress and IN_PROGRESS. */
const bare = (word: string) => word.toLowerCase().replace(/[\s_-]/g, '');

/**
 * A word of a closed list, compared without case and separators; parsed to the list's own spelling.
 *
 * @param words the list
 */
export function looseWord<const T extends readonly string[]>(words: T) {
	const expected = `expected one of ${words.join(', ')}`;
	return z
		.string({ error: expected })
		.max(64, { error: expected })
		.transform((text, ctx): T[number] => {
			const found = words.find((word) => bare(word) === bare(text));
			if (found !== undefined) return found;
			ctx.addIssue({ code: 'custom', message: expected, input: text });
			return z.NEVER;
		})
		.meta({ examples: [...words] });
}

/**
 * A V1 filter list: words compared without case; parsed to the list's own spelling.
 *
 * @param words the closed list
 */
export function looseWords<const T extends readonly string[]>(words: T) {
	return z
		.array(looseWord(words), { error: `expected an array of ${words.join(', ')}` })
		.max(64, { error: 'expected at most 64 entries' });
}

/**
 * Words of a closed list in a query parameter, separated by commas; parsed to a list without repeats.
 *
 * @param words the list
 */
export function wordList<const T extends readonly [string, ...string[]]>(words: T) {
	const expected = `expected one of ${words.join(', ')}`;
	return z
		.string({ error: expected })
		.max(256, { error: expected })
		.transform((text, ctx): T[number][] => {
			const given = [...new Set(text.split(',').map((word) => word.trim()))];
			const wrong = given.find((word) => !words.includes(word));
			if (wrong === undefined) return given;
			ctx.addIssue({ code: 'custom', message: expected, input: text });
			return z.NEVER;
		})
		.meta({ example: words[0] });
}

/** A V2 severity: one lower-case word. Source: the V2 alerts page. */
export const v2Severity = z
	.enum(SEVERITIES, { error: `expected one of ${SEVERITIES.join(', ')}` })
	.meta({ description: 'Severity', example: 'critical' });

/** A V2 status: one lower-case word. Source: the V2 alerts page. */
export const v2Status = z
	.enum(STATUSES, { error: `expected one of ${STATUSES.join(', ')}` })
	.meta({ description: 'Status', example: 'open' });

/** Which field names a V2 answer uses; `server` when left out. Source: the V2 search page. */
export const responseType = z
	.enum(['server', 'client'], { error: 'expected one of server, client' })
	.meta({
		description: 'Field names and values of the answer: server names (default) or display names',
		example: 'server',
	});
