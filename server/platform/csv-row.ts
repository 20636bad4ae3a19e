/** Rows of CSV files (RFC 4180) that are safe to open in a spreadsheet, whatever stands in them. */

/** One row with its line end. */
export function csvRow(cells: readonly string[]): string {
	return `${cells.map(cell).join(',')}\r\n`;
}

/** Log text is an attacker's to choose: a cell that a spreadsheet would run as a formula gets an apostrophe. */
function cell(text: string): string {
	const plain = text.replaceAll('\0', '');
	// As a spreadsheet sees the beginning: full-width signs are signs, blanks and line ends before them are skipped.
	const start = plain.slice(0, 64).normalize('NFKC').trimStart();
	const safe = /^[=+\-@|%]/.test(start) || /^[\t\r\n]/.test(plain) ? `'${plain}` : plain;
	// The separators of spreadsheets in other languages too: with them a cell would become two.
	return /[",;|\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
