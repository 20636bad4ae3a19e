/** `log360-server parse`: reads lines from standard input and prints each event and why it was read so. */

import { explainLine, LineMemory, type ParseOptions } from '../logs/ingest';

/** Reads every line of `input`; returns what is printed. */
export function parseText(input: string, options: Omit<ParseOptions, 'memory' | 'years'>): string {
	const memory = new LineMemory();
	let out = '';
	for (const line of input.split(/\r?\n/)) {
		if (line.trim() === '') continue;
		const read = explainLine(line, { ...options, memory, years: memory.years });
		out += `${JSON.stringify(read.event ?? { refused: read.refused }, undefined, 2)}\n`;
		for (const why of read.why) out += `# ${why}\n`;
	}
	return out;
}
