/** An Excel workbook (Office Open XML) of hits, written row by row. */
import type { IDataObject } from 'n8n-workflow';

import { hitTable } from './table';
import { ZipWriter } from './zip';

/** What a sheet can hold; Excel's specification. */
const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;
const MAX_CELL = 32_767;
/** Digits that a spreadsheet keeps of a number. */
const MAX_DIGITS = 15;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const relationships = (id: string, type: string, target: string) =>
	`${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
	`<Relationship Id="${id}" Type="${DOCUMENT}/${type}" Target="${target}"/></Relationships>`;

/** The files beside the sheet. */
const FRAME: readonly (readonly [name: string, text: string])[] = [
	[
		'[Content_Types].xml',
		`${XML}<Types xmlns="${PACKAGE}/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
	],
	['_rels/.rels', relationships('rId1', 'officeDocument', 'xl/workbook.xml')],
	[
		'xl/workbook.xml',
		`${XML}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}">` +
			`<sheets><sheet name="Log360" sheetId="1" r:id="rId1"/></sheets></workbook>`,
	],
	['xl/_rels/workbook.xml.rels', relationships('rId1', 'worksheet', 'worksheets/sheet1.xml')],
];

/** The names of the columns stay in sight. */
const SHEET_BEGIN =
	`${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
	`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>` +
	`</sheetView></sheetViews><sheetData>`;
const SHEET_END = '</sheetData></worksheet>';

/** There are more hits than a sheet has rows. */
export class TooManyRowsError extends Error {}

/** Makes the workbook: `begin`, any number of `rows` whose texts go through `piece`, then `end`. */
export interface XlsxWriter {
	begin(): Uint8Array;
	/**
	 * The row of each hit of one page; in the first page the header comes before them.
	 *
	 * @throws TooManyRowsError
	 */
	rows(hits: Iterable<IDataObject>): Iterable<string>;
	piece(text: string): Uint8Array;
	end(): Uint8Array;
	/** Cells whose text was longer than a cell can hold, and was cut. */
	readonly cut: number;
}

/**
 * Makes a writer. Texts are texts in it, whatever they begin with, so there are no formulas to escape.
 *
 * @param columns columns in order; empty for those of the first page, see {@link hitTable}
 */
export function xlsxWriter(columns: readonly string[]): XlsxWriter {
	const table = hitTable(columns, MAX_COLUMNS);
	const zip = new ZipWriter();
	let rows = 0;
	let cut = 0;
	const cell = (value: unknown): string => {
		const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
		if (text === undefined || text === null || text === '') return '<c/>';
		if (typeof text === 'boolean') return `<c t="b"><v>${text ? 1 : 0}</v></c>`;
		if (typeof text === 'number' && isExact(text)) return `<c><v>${text}</v></c>`;
		let written = String(text);
		if (written.length > MAX_CELL) {
			written = written.slice(0, MAX_CELL);
			cut += 1;
		}
		return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(written)}</t></is></c>`;
	};
	return {
		begin: () =>
			Buffer.concat([
				...FRAME.map(([name, text]) => zip.whole(name, text)),
				zip.file('xl/worksheets/sheet1.xml'),
				zip.content(SHEET_BEGIN),
			]),
		*rows(hits) {
			for (const cells of table.rows(hits)) {
				rows += 1;
				if (rows > MAX_ROWS)
					throw new TooManyRowsError(`A sheet has room for ${MAX_ROWS - 1} results`);
				yield `<row>${cells.map(cell).join('')}</row>`;
			}
		},
		piece: (text) => zip.content(text),
		end: () => Buffer.concat([zip.content(SHEET_END), zip.endFile(), zip.end()]),
		get cut() {
			return cut;
		},
	};
}

/** Longer numbers are written as text, for a spreadsheet would change their last digits. */
function isExact(value: number): boolean {
	return Number.isFinite(value) && String(value).replace(/e.*$|\D/g, '').length <= MAX_DIGITS;
}

/** Text as XML; characters that XML cannot hold as `_xHHHH_`, as the format has it (ECMA-376, ST_Xstring). */
function escaped(text: string): string {
	return text
		.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
		.replace(/\p{Cc}|[\ufffe\uffff]/gu, codeOf)
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;');
}

function codeOf(character: string): string {
	if (character === '\t' || character === '\n') return character;
	return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
