/** Cheap tests whether a time stands at a place in a line. */

const MONTHS: ReadonlySet<string> = new Set(
	'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
);

function isDigit(line: string, at: number): boolean {
	const code = line.charCodeAt(at);
	return code >= 48 && code <= 57;
}

/** True for `Mmm dd hh:mm:ss` and `Mmm dd yyyy hh:mm:ss`, whatever the digits are. */
export function startsLikeMonth(line: string, at: number): boolean {
	if (line[at + 3] !== ' ' || !isDigit(line, at + 5) || line[at + 6] !== ' ') return false;
	const clock = line[at + 9] === ':' ? at + 7 : at + 12;
	if (line[clock + 2] !== ':' || line[clock + 5] !== ':' || !isDigit(line, clock)) return false;
	return MONTHS.has(line.slice(at, at + 3));
}

/** True for `yyyy-mm-ddThh:` and `yyyy-mm-dd hh:`, whatever the digits are. */
export function startsLikeIsoTime(line: string, at: number): boolean {
	return (
		isDigit(line, at) &&
		line[at + 4] === '-' &&
		line[at + 7] === '-' &&
		(line[at + 10] === 'T' || line[at + 10] === ' ') &&
		isDigit(line, at + 11) &&
		line[at + 13] === ':'
	);
}
