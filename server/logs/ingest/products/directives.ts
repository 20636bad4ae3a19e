/** Header lines of log files that name their columns: `#Fields:` of W3C logs (IIS, HTTP.sys, ADFS) and `#fields` of Zeek. */
import type { LineMemory } from '../formats/memory';

/** More columns than any server can log. */
const MAX_COLUMNS = 200;
const MAX_LINE = 16_384;
/** What W3C and Zeek put at the head of a file and of every part of it. */
const DIRECTIVE =
	/^#(?:Software|Version|Date|Start-Date|End-Date|Remark|Fields|separator|set_separator|empty_field|unset_field|path|open|close|fields|types)\b/;

/**
 * Takes a header line: remembers the columns that it names for the lines after it, until the next one names others.
 *
 * @returns false when the line is none, and thus an event
 */
export function readDirective(line: string, memory: LineMemory | undefined): boolean {
	if (line[0] !== '#' || !DIRECTIVE.test(line)) return false;
	if (memory === undefined || line.length > MAX_LINE) return true;
	if (line.startsWith('#Fields:')) {
		memory.columns.set('w3c', line.slice(8).trim().split(/\s+/, MAX_COLUMNS));
	} else if (line.startsWith('#Software:')) {
		memory.columns.set('w3c-software', [line.slice(10).trim()]);
	} else if (line.startsWith('#fields')) {
		memory.columns.set('zeek', line.slice(8).split('\t', MAX_COLUMNS));
	} else if (line.startsWith('#path')) {
		memory.columns.set('zeek-path', [line.slice(6).trim()]);
	}
	return true;
}
