/** `log360-server parse`: reads log text from standard input and prints each event and why it was read so. */

import { asUtf8, explainText, type ParseOptions } from '../logs/ingest';

/**
 * Reads a whole text, as a file of `import` is read; returns what is printed.
 *
 * @throws NotTextError when the bytes are no text
 */
export async function parseText(input: Uint8Array, options: ParseOptions): Promise<string> {
	const bytes: Uint8Array[] = [];
	for await (const chunk of asUtf8(only(input))) bytes.push(chunk);
	const printed = explainText(bytes, options).explained.map(({ event, refused, why }) => {
		const reasons = why.map((reason) => `# ${reason}\n`).join('');
		return `${JSON.stringify(event ?? { refused }, undefined, 2)}\n${reasons}`;
	});
	return printed.join('');
}

async function* only(bytes: Uint8Array): AsyncIterable<Uint8Array> {
	yield bytes;
}
