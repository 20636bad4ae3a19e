/** CSV (RFC 4180) of hits whose fields differ from hit to hit. */
import type { IDataObject } from 'n8n-workflow';

import { bareName } from '../dialects/fieldLookup';
import { readTime } from '../dialects/times';

/** Column that takes the fields which the header does not name, as JSON, so that nothing is lost. */
export const OTHER_FIELDS = 'OTHER_FIELDS';

export interface CsvWriter {
	/** The row of each hit of one page; in the first page the header comes before them. */
	rows(hits: Iterable<IDataObject>): Iterable<string>;
}

/**
 * Makes a writer.
 *
 * The header has to be written before all hits are known. It holds the given columns, or else the fields of the first page; other
 * fields go into {@link OTHER_FIELDS}.
 *
 * @param columns columns in order; empty for those of the first page
 * @param escapeFormulas put `'` before texts, names of columns included, that a spreadsheet would run as a formula; logs hold
 * what attackers wrote
 */
export function csvWriter(columns: readonly string[], escapeFormulas: boolean): CsvWriter {
	let header: readonly string[] | undefined;
	const chosen = columns.length > 0;
	const cell = (value: unknown) => quoted(textOf(value, escapeFormulas));
	const field = (name: string, value: unknown) =>
		cell(bareName(name) === 'time' ? readableTime(value) : value);
	return {
		*rows(hits) {
			if (header === undefined) {
				header = chosen ? columns : fieldsOf(hits);
				yield line([...header, ...(chosen ? [] : [OTHER_FIELDS])].map(cell));
			}
			const named = new Set(header);
			for (const hit of hits) {
				const cells = header.map((name) => field(name, hit[name]));
				if (!chosen) cells.push(quoted(otherFields(hit, named)));
				yield line(cells);
			}
		},
	};
}

/** Times in milliseconds since 1970 as ISO 8601, since a table is for people; anything else as it is. */
function readableTime(value: unknown): unknown {
	return /^\d{12,14}$/.test(String(value)) ? readTime(value) : value;
}

function fieldsOf(hits: Iterable<IDataObject>): string[] {
	const names = new Set<string>();
	for (const hit of hits) for (const name of Object.keys(hit)) names.add(name);
	return [...names];
}

function otherFields(hit: IDataObject, named: ReadonlySet<string>): string {
	const rest = Object.entries(hit).filter(([name]) => !named.has(name));
	return rest.length === 0 ? '' : JSON.stringify(Object.fromEntries(rest));
}

function textOf(value: unknown, escapeFormulas: boolean): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'object') return JSON.stringify(value);
	const text = String(value);
	return escapeFormulas && typeof value === 'string' && isFormula(text) ? `'${text}` : text;
}

/** As a spreadsheet sees the beginning: full-width signs are signs; blanks, line ends and NUL before them are skipped. */
function isFormula(text: string): boolean {
	const start = text.slice(0, 64).split('\0').join('').normalize('NFKC').trimStart();
	return /^[=+\-@]/.test(start) || /^[\t\r\n]/.test(text);
}

/** Also with a semicolon, the separator of spreadsheets where the comma is the decimal point. */
function quoted(text: string): string {
	return /[",;\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function line(cells: readonly string[]): string {
	return `${cells.join(',')}\r\n`;
}
