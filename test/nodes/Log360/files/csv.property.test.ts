/** CSV read back by a parser of its own: every value of every hit is there, whatever quotes, line ends and formulas it holds. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { csvWriter as writer } from '../../../../nodes/Log360/files/csv';
import { OTHER_FIELDS } from '../../../../nodes/Log360/files/table';
import { ndjsonLines as linesOf } from '../../../../nodes/Log360/files/ndjson';
import { runs } from '../../../support/runs';

/** A writer whose rows are one text. */
function csvWriter(...settings: Parameters<typeof writer>) {
	const csv = writer(...settings);
	return { rows: (...page: Parameters<typeof csv.rows>) => [...csv.rows(...page)].join('') };
}
const ndjsonLines = (hits: IDataObject[]) => [...linesOf(hits)].join('');

/** A reader of RFC 4180, written from the standard and not from the writer. */
function parse(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	let cell = '';
	let quoted = false;
	for (let at = 0; at < text.length; at += 1) {
		const letter = text[at];
		if (quoted) {
			if (letter !== '"') cell += letter;
			else if (text[at + 1] === '"') cell += text[(at += 1)];
			else quoted = false;
		} else if (letter === '"') {
			if (cell !== '') throw new Error(`A quote within a cell at ${at}`);
			quoted = true;
		} else if (letter === ',') {
			row.push(cell);
			cell = '';
		} else if (letter === '\r' && text[at + 1] === '\n') {
			rows.push([...row, cell]);
			row = [];
			cell = '';
			at += 1;
		} else if (letter === '\n' || letter === '\r') {
			throw new Error(`A bare line end at ${at}`);
		} else cell += letter;
	}
	if (quoted || cell !== '' || row.length > 0) throw new Error('The last line does not end');
	return rows;
}

const tricky = fc.oneof(
	fc.string(),
	fc.constantFrom(
		'"',
		'""',
		',',
		'\r\n',
		'\n',
		'\r',
		'a"b',
		'a,b\nc',
		'=1+1',
		'@x',
		'',
		' ',
		'ü日🙂',
		'\u0000',
	),
	fc
		.array(fc.constantFrom('"', ',', '\n', '\r', '=', 'x'), { maxLength: 8 })
		.map((all) => all.join('')),
);
const name = fc.constantFrom('A', 'B', 'Event ID', 'with,comma', 'with"quote', 'line\nend', 'Z');
const value = fc.oneof(tricky, fc.integer(), fc.boolean(), fc.constant(null));
const hit = fc.dictionary(name, value, { maxKeys: 5 });
const pages = fc.array(fc.array(hit, { maxLength: 4 }), { minLength: 1, maxLength: 4 });

const shown = (one: unknown) => (one === null || one === undefined ? '' : String(one));

describe('columns of the first page', () => {
	it('with the rest in OTHER_FIELDS hold every value of every hit', () => {
		fc.assert(
			fc.property(pages, (given) => {
				const csv = csvWriter([], false);
				const [header, ...rows] = parse(
					given.map((hits) => csv.rows(hits as IDataObject[])).join(''),
				);
				const hits = given.flat();
				expect(header[header.length - 1]).toBe(OTHER_FIELDS);
				expect(rows).toHaveLength(hits.length);
				rows.forEach((row, index) => {
					expect(row).toHaveLength(header.length);
					const rest = row[row.length - 1];
					const others = (rest === '' ? {} : JSON.parse(rest)) as IDataObject;
					for (const [key, wanted] of Object.entries(hits[index])) {
						const column = header.slice(0, -1).indexOf(key);
						if (column >= 0) expect(row[column]).toBe(shown(wanted));
						else expect(others[key]).toEqual(wanted);
					}
				});
			}),
			{ numRuns: runs(500) },
		);
	});
});

describe('chosen columns', () => {
	it('are all there is, in their order', () => {
		fc.assert(
			fc.property(pages, fc.uniqueArray(name, { minLength: 1 }), (given, columns) => {
				const csv = csvWriter(columns, false);
				const [header, ...rows] = parse(
					given.map((hits) => csv.rows(hits as IDataObject[])).join(''),
				);
				expect(header).toEqual(columns);
				expect(rows).toEqual(
					given.flat().map((one) => columns.map((column) => shown(one[column]))),
				);
			}),
			{ numRuns: runs(300) },
		);
	});
});

describe('formulas', () => {
	it('never begin a cell of a text', () => {
		fc.assert(
			fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), tricky, (first, rest) => {
				const [, [cell]] = parse(csvWriter(['A'], true).rows([{ A: first + rest }]));
				expect(cell).toBe(`'${first}${rest}`);
			}),
		);
	});

	it('are no matter for numbers, which may be negative', () => {
		fc.assert(
			fc.property(fc.integer(), (number) => {
				const [, [cell]] = parse(csvWriter(['A'], true).rows([{ A: number }]));
				expect(Number(cell)).toBe(number);
			}),
		);
	});

	it('do not begin the name of a column either, which the server chose', () => {
		const [header] = parse(csvWriter([], true).rows([{ '=cmd()': 1, '@x': 2, plain: 3 }]));
		expect(header).toEqual(["'=cmd()", "'@x", 'plain', OTHER_FIELDS]);
	});
});

it('a column that is called OTHER_FIELDS by the server loses nothing', () => {
	const csv = csvWriter([], false);
	const text = csv.rows([{ OTHER_FIELDS: 'own' }]) + csv.rows([{ OTHER_FIELDS: 'own', B: 1 }]);
	expect(parse(text)).toEqual([
		['OTHER_FIELDS', 'OTHER_FIELDS'],
		['own', ''],
		['own', '{"B":1}'],
	]);
});

describe('ndjsonLines', () => {
	it('gives each hit a line that reads back as the hit', () => {
		fc.assert(
			fc.property(fc.array(hit, { maxLength: 6 }), (hits) => {
				const text = ndjsonLines(hits as IDataObject[]);
				const lines = text.split('\n');
				expect(lines.pop()).toBe('');
				expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
					hits.map((one) => ({ ...one })),
				);
			}),
			{ numRuns: runs(300) },
		);
	});

	it('is nothing without hits', () => {
		expect(ndjsonLines([])).toBe('');
	});
});
