/** Reads CSV with quoted values, as spreadsheets write it. */

/** The rows as objects by the names of the first row. */
export function readCsv(text: string): Record<string, string>[] {
	const rows: string[][] = [[]];
	const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y;
	while (cell.lastIndex < text.length) {
		const match = cell.exec(text);
		if (match === null) throw new Error(`broken CSV in row ${rows.length}`);
		const [, written = '', end] = match;
		const value = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
		rows.at(-1)!.push(value);
		if (end !== ',') rows.push([]);
	}
	const [names = [], ...values] = rows.filter((row) => row.length > 0);
	return values.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])));
}
