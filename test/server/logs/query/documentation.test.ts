/** Every query and every error message in docs/query-language.md is true. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatQuery, parseQuery } from '../../../../server/logs/query';
import {
	MAX_DEPTH,
	MAX_QUERY_LENGTH,
	MAX_TERMS,
	MAX_WILDCARD_WORDS,
	MAX_WILDCARDS,
} from '../../../../server/logs/query/limits';

const PAGE = readFileSync(join(__dirname, '../../../../docs/query-language.md'), 'utf8');

function section(title: string): string {
	const [, text] = PAGE.split(`\n## ${title}\n`);
	return (text as string).split('\n## ')[0] as string;
}

describe('the examples', () => {
	const blocks = [...PAGE.matchAll(/```query\n([\s\S]*?)```/g)].flatMap((block) =>
		(block[1] as string).trim().split('\n'),
	);
	const table = [...section('In short').matchAll(/^\| .*$/gm)].flatMap((row) =>
		[...row[0].matchAll(/`([^`]+)`/g)].map((code) => code[1] as string),
	);

	it('are found', () => expect([blocks.length > 10, table.length > 14]).toEqual([true, true]));
	it.each([...blocks, ...table])('%s', (query) => {
		expect(parseQuery(formatQuery(parseQuery(query)))).toEqual(parseQuery(query));
	});
});

describe('the errors', () => {
	const rows = [...section('Errors').matchAll(/^\| `(.+)` +\| (.+?) +\|$/gm)].map((row) => [
		row[1] as string,
		row[2] as string,
	]);

	it('are found', () => expect(rows.length).toBeGreaterThan(10));
	it.each(rows)('%s', (query, message) => {
		expect(() => parseQuery(query as string)).toThrow(expect.objectContaining({ message }));
	});
});

it('the limits', () => {
	const values = [...section('Limits').matchAll(/^\| .* \| ([\d,]+)/gm)].map((row) =>
		Number((row[1] as string).replace(',', '')),
	);
	expect(values).toEqual([
		MAX_QUERY_LENGTH,
		MAX_DEPTH,
		MAX_TERMS,
		MAX_WILDCARDS,
		MAX_WILDCARD_WORDS,
	]);
});
