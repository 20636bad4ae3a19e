/** The searches that engines are measured with, told apart from the languages that they are asked in. */

/** What an event has to be like. */
export type Condition =
	| { readonly kind: 'everything' }
	/** A field has this value as a whole. */
	| { readonly kind: 'value'; readonly field: string; readonly value: string | number }
	| { readonly kind: 'all'; readonly conditions: readonly Condition[] }
	/** A value contains this, in the spelling that the events have. */
	| { readonly kind: 'infix'; readonly field: string; readonly part: string }
	/** An IPv4 address is in this block. */
	| { readonly kind: 'network'; readonly field: string; readonly network: string }
	| { readonly kind: 'atLeast'; readonly field: string; readonly number: number }
	/** Words next to each other in a text. */
	| { readonly kind: 'phrase'; readonly field: string; readonly words: string }
	/** The same in the message or in any other value. */
	| { readonly kind: 'anywhere'; readonly words: string };

const value = (field: string, value: string | number): Condition => ({
	kind: 'value',
	field,
	value,
});

/** The searches of the table, in its order. */
export const CONDITIONS: readonly Condition[] = [
	{ kind: 'everything' },
	value('LOGTYPE', 'Windows'),
	value('USERNAME', 'root'),
	{ kind: 'all', conditions: [value('EVENTID', 4625), value('RESULT', 'failure')] },
	{ kind: 'infix', field: 'MESSAGE', part: 'owershe' },
	{ kind: 'infix', field: 'USERAGENT', part: 'Googlebot' },
	{ kind: 'infix', field: 'TARGETLOGONID', part: '775c' },
	{ kind: 'network', field: 'REMOTEIP', network: '203.0.113.0/24' },
	{ kind: 'atLeast', field: 'STATUS', number: 500 },
	{ kind: 'atLeast', field: 'BYTES', number: 500_000 },
	{ kind: 'phrase', field: 'MESSAGE', words: 'Failed password' },
	{ kind: 'anywhere', words: 'powershell.exe' },
];

/** In log360-server's own language, which also names the search in the table. */
export function log360Query(condition: Condition): string {
	switch (condition.kind) {
		case 'everything':
			return '*';
		case 'value':
			return `${condition.field} = ${condition.value}`;
		case 'all':
			return condition.conditions.map(log360Query).join(' AND ');
		case 'infix':
			return `${condition.field} = *${condition.part.toLowerCase()}*`;
		case 'network':
			return `${condition.field} = ${condition.network}`;
		case 'atLeast':
			return `${condition.field} >= ${condition.number}`;
		case 'phrase':
			return `${condition.field} = "${condition.words}"`;
		case 'anywhere':
			return condition.words;
	}
}

/**
 * In LogsQL. A field that logs are grouped by as streams is asked for as such, which is faster; wildcards and phrases are
 * asked for with case, in the spelling of the events, which is faster too and finds the same.
 *
 * @param streams fields that make the streams
 */
export function logsQl(condition: Condition, streams: ReadonlySet<string>): string {
	const name = (field: string) => (field === 'MESSAGE' ? '_msg' : field);
	switch (condition.kind) {
		case 'everything':
			return '*';
		case 'value':
			return streams.has(condition.field)
				? `{${condition.field}=${JSON.stringify(condition.value)}}`
				: `${name(condition.field)}:=${JSON.stringify(String(condition.value))}`;
		case 'all':
			return condition.conditions.map((each) => logsQl(each, streams)).join(' ');
		case 'infix':
			return `${name(condition.field)}:*${JSON.stringify(condition.part)}*`;
		case 'network':
			return `${condition.field}:ipv4_range(${JSON.stringify(condition.network)})`;
		case 'atLeast':
			return `${condition.field}:>=${condition.number}`;
		case 'phrase':
			return `${name(condition.field)}:${JSON.stringify(condition.words)}`;
		case 'anywhere':
			return `*:${JSON.stringify(condition.words)}`;
	}
}

/** A clause of OpenSearch's query language over the mapping of `opensearch.mts`. */
export function openSearchClause(condition: Condition): object {
	switch (condition.kind) {
		case 'everything':
			return { match_all: {} };
		case 'value':
			return { term: { [condition.field]: condition.value } };
		case 'all':
			return { bool: { filter: condition.conditions.map(openSearchClause) } };
		case 'infix':
			return {
				wildcard: {
					[condition.field]: { value: `*${condition.part.toLowerCase()}*`, case_insensitive: true },
				},
			};
		case 'network':
			return { term: { [`${condition.field}.address`]: condition.network } };
		case 'atLeast':
			return { range: { [`${condition.field}.number`]: { gte: condition.number } } };
		case 'phrase':
			return { match_phrase: { [condition.field]: condition.words } };
		case 'anywhere':
			return {
				multi_match: { query: condition.words, type: 'phrase', fields: ['MESSAGE', 'all_values'] },
			};
	}
}

/**
 * A condition of ClickHouse's SQL, with case, in the spelling of the events. A phrase looks the words up in the index of
 * the text first.
 *
 * @param numbers columns of numbers
 * @param texts columns in which words are looked for that may be anywhere
 */
export function clickHouseCondition(
	condition: Condition,
	numbers: ReadonlySet<string>,
	texts: readonly string[],
): string {
	const like = (field: string, part: string) => `${field} LIKE ${quoted(`%${part}%`)}`;
	switch (condition.kind) {
		case 'everything':
			return '1';
		case 'value':
			return `${condition.field} = ${numbers.has(condition.field) ? Number(condition.value) : quoted(String(condition.value))}`;
		case 'all':
			return condition.conditions
				.map((each) => clickHouseCondition(each, numbers, texts))
				.join(' AND ');
		case 'infix':
			return like(condition.field, condition.part);
		case 'network':
			return `isIPAddressInRange(if(isIPv4String(${condition.field}), ${condition.field}, '0.0.0.0'), ${quoted(condition.network)})`;
		case 'atLeast':
			return numbers.has(condition.field)
				? `${condition.field} >= ${condition.number}`
				: `toFloat64OrNull(${condition.field}) >= ${condition.number}`;
		case 'phrase':
			return `hasAllTokens(${condition.field}, ${quoted(condition.words)}) AND ${like(condition.field, condition.words)}`;
		case 'anywhere':
			return `(${texts.map((field) => like(field, condition.words)).join(' OR ')})`;
	}
}

function quoted(text: string): string {
	return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
