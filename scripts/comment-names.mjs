/** The files that comments in the code name. */

/** A comment on lines of its own, or one of documentation; what stands in texts, as in `http://`, is none. */
const COMMENT = /(?<=^|\s)\/\*\*?\s[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$/gm;
/** A name of a source or a document; what begins in a pattern, as in `**` or `<name>`, stands for many. */
const NAMED_FILE = /(?<![\w/.@*{>-])(?:\.{0,2}\/)?[\w@-][\w./@-]*\.(?:[mc]?ts|[mc]js|css|md)\b/g;
/** What is written like a file and is none, and a name that is one only in what is built. */
const OTHERS = /^(?:Node\.js|pages\/\w+\.js)$/;

/**
 * @param {string} text source of a module
 * @returns {{ readonly name: string, readonly line: number }[]} names as they are written, with their lines, counted from 1
 */
export function namesInComments(text) {
	return [...text.matchAll(COMMENT)].flatMap((comment) =>
		[...comment[0].matchAll(NAMED_FILE)]
			.filter(([name]) => !OTHERS.test(name))
			.map(({ 0: name, index }) => ({
				name,
				line: text.slice(0, comment.index + index).split('\n').length,
			})),
	);
}

/**
 * Tells of a name whether it is a file's: from the root, from the folder of the file that names it, or the end of any file's path.
 *
 * @param {readonly string[]} files all paths from the root
 * @returns {(name: string) => boolean}
 */
export function knownNames(files) {
	const ends = new Set();
	for (const file of files)
		for (let at = 0; at >= 0; at = file.indexOf('/', at + 1))
			ends.add(at === 0 ? file : file.slice(at + 1));
	return (name) => ends.has(name.replace(/^(?:\.{1,2}\/)+/, ''));
}
