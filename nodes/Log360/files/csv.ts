/** CSV (RFC 4180) of hits. */
import type { IDataObject } from 'n8n-workflow';

import { hitTable } from './table';

export interface CsvWriter {
	/** The row of each hit of one page; in the first page the header comes before them. */
	rows(hits: Iterable<IDataObject>): Iterable<string>;
}

/**
 * Makes a writer.
 *
 * @param columns columns in order; empty for those of the first page, see {@link hitTable}
 * @param escapeFormulas put `'` before texts, names of columns included, that a spreadsheet would run as a formula; logs hold
 * what attackers wrote
 */
export function csvWriter(columns: readonly string[], escapeFormulas: boolean): CsvWriter {
	const table = hitTable(columns);
	return {
		*rows(hits) {
			for (const cells of table.rows(hits))
				yield line(cells.map((value) => quoted(textOf(value, escapeFormulas))));
		},
	};
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
