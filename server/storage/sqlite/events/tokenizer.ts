/** FTS5's options for an index of terms: its tokenizer keeps each term whole. */

/** ASCII characters other than letters and digits that belong to terms: only the space divides terms. */
const TERM_CHARACTERS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** The value of FTS5's `tokenize` option, as an SQL string literal ready to be put into `CREATE VIRTUAL TABLE`. */
const FTS_TOKENIZER = sqlText(`ascii tokenchars ${sqlText(TERM_CHARACTERS)}`);

/** Options of a full-text table of terms: it keeps row ids per term and nothing else. */
export const FTS_OPTIONS = `content='', columnsize=0, detail=none, tokenize=${FTS_TOKENIZER}`;

function sqlText(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}
