/** The encodings that Sigma's modifiers name: UTF-16, and Base64 at any position of a longer text. */

/** How the characters of a text become bytes. */
export type Charset = 'utf8' | 'utf16le' | 'utf16be' | 'utf16';

/** The bytes of a text. `utf16` has a byte order mark in front. */
export function bytesOf(text: string, charset: Charset): Buffer {
	if (charset === 'utf8') return Buffer.from(text, 'utf8');
	const little = Buffer.from(charset === 'utf16' ? `\ufeff${text}` : text, 'utf16le');
	return charset === 'utf16be' ? little.swap16() : little;
}

/**
 * The parts of Base64 that are the same wherever in a longer text the bytes stand: one for each of the three
 * positions within a group. What shares a character with the bytes before and after is left out.
 */
export function base64Offsets(bytes: Buffer): string[] {
	return [0, 1, 2].map((offset) => {
		const encoded = Buffer.concat([Buffer.alloc(offset, ' '), bytes]).toString('base64');
		const start = [0, 2, 3][offset] as number;
		const rest = (bytes.length + offset) % 3;
		return encoded.slice(start, rest === 0 ? undefined : encoded.length - (rest === 1 ? 3 : 2));
	});
}
