/** Splits one line of comma-separated values, with quotes as RFC 4180 has them. */

/** More columns than any log has. */
const MAX_COLUMNS = 300;

/** The values of a line; a quoted one may hold commas and doubled quotes, one that is cut off reaches to the end. */
export function splitCsv(line: string): string[] {
	const values: string[] = [];
	let at = 0;
	while (at <= line.length && values.length < MAX_COLUMNS) {
		if (line[at] === '"') {
			const end = endOfQuoted(line, at + 1);
			values.push(line.slice(at + 1, end).replaceAll('""', '"'));
			const comma = line.indexOf(',', end);
			at = comma < 0 ? line.length + 1 : comma + 1;
		} else {
			const comma = line.indexOf(',', at);
			const end = comma < 0 ? line.length : comma;
			values.push(line.slice(at, end));
			at = end + 1;
		}
	}
	return values;
}

function endOfQuoted(line: string, from: number): number {
	for (let quote = line.indexOf('"', from); quote >= 0; quote = line.indexOf('"', quote + 2)) {
		if (line[quote + 1] !== '"') return quote;
	}
	return line.length;
}
