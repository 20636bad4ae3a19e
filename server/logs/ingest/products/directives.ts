/** Header lines of log files that name their columns: `#Fields:` of W3C logs (IIS, HTTP.sys, ADFS) and `#fields` of Zeek. */
import type { LineMemory } from '../formats/memory';

/** More columns than any server can log. */
const MAX_COLUMNS = 200;
const MAX_LINE = 16_384;
/** What W3C and Zeek put at the head of a file and of every part of it. */
const DIRECTIVE =
	/^#(?:Software|Version|Date|Start-Date|End-Date|Remark|Fields|separator|set_separator|empty_field|unset_field|path|open|close|fields|types)\b/;

/** True for a header line, which is no event. */
export function isDirective(line: string): boolean {
	return DIRECTIVE.test(line);
}

/** Takes a header line: remembers the columns that it names for the lines after it, until the next one names others. */
export function readDirective(line: string, memory: LineMemory): void {
	if (line.length > MAX_LINE) return;
	if (line.startsWith('#Fields:')) {
		memory.columns.set('w3c', line.slice(8).trim().split(/\s+/, MAX_COLUMNS));
	} else if (line.startsWith('#fields')) {
		memory.columns.set('zeek', line.slice(8).split('\t', MAX_COLUMNS));
	} else if (line.startsWith('#path')) {
		memory.columns.set('zeek-path', [line.slice(6).trim()]);
	}
}
