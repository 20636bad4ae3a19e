/** What a raw log has before the message that it ends with: the message's words need not be looked for again. */
import type { FieldValue } from '../events';
import { BACKSLASH, IN_WORD } from './ascii';

/** Whether no word goes on behind a byte of UTF-8, nor an escape of JSON. */
export function isBetweenWords(code: number): boolean {
	return code < 128 && IN_WORD[code] === 0 && code !== BACKSLASH;
}

/** The raw log without the message, when it ends with it, behind a character that belongs to no word; else all of it. */
export function withoutMessage(raw: string, message: FieldValue | undefined): string {
	if (typeof message !== 'string') return raw;
	const at = raw.length - message.length;
	if (at <= 0 || !isBetweenWords(raw.charCodeAt(at - 1)) || !raw.endsWith(message)) return raw;
	return raw.slice(0, at);
}
