/** The word tables of a ticketing connection between their JSON form and the lines of a text field. */

/**
 * One line for each word: `In Progress = in_progress`.
 *
 * @param table a record of words
 */
export function mappingText(table: Readonly<Record<string, string>>): string {
	return Object.entries(table)
		.map(([word, meaning]) => `${word} = ${meaning}`)
		.join('\n');
}

/**
 * Reads such lines; empty ones are skipped, blanks around words too.
 *
 * @param known the words that are accepted on the right, or on the left when `side` is left
 * @throws Error that names the line and what is accepted
 */
export function readMapping(
	text: string,
	known: readonly string[],
	side: 'left' | 'right',
): Record<string, string> {
	const table: Record<string, string> = {};
	for (const [index, line] of text.split('\n').entries()) {
		if (line.trim() === '') continue;
		const where = `Line ${index + 1}`;
		const at = line.lastIndexOf('=');
		const left = line.slice(0, at).trim();
		const right = line.slice(at + 1).trim();
		if (at < 0 || left === '' || right === '')
			throw new Error(`${where}: expected "word = word", not "${line.trim()}"`);
		const ours = side === 'left' ? left : right;
		if (!known.includes(ours))
			throw new Error(`${where}: expected one of ${known.join(', ')}, not "${ours}"`);
		if (Object.hasOwn(table, left)) throw new Error(`${where}: "${left}" is there twice`);
		table[left] = right;
	}
	return table;
}
