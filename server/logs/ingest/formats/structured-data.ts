/** Structured data of RFC 5424: `[origin ip="10.0.0.1"][meta@32473 key="value"]` becomes fields. */

import { addField, fieldName } from './field-name';
import type { Fields } from './format';

/** More parameters than any sender writes; beyond it the text stays in the message. */
const MAX_PARAMETERS = 500;
const NAME = /[^\s=\]"]+/y;

/**
 * Reads structured data (or its absence, `-`) from `at`. Fields are named after element and parameter, without
 * the element's enterprise number: `ORIGIN_IP`, `META_KEY`.
 *
 * @returns where it ends; `at` when what stands there is broken, so that it becomes part of the message
 */
export function readStructuredData(line: string, at: number, fields: Fields): number {
	if (line[at] === '-' && (line[at + 1] === ' ' || at + 1 === line.length)) return at + 1;
	const found: Array<readonly [name: string, value: string]> = [];
	let position = at;
	while (line[position] === '[') {
		const end = readElement(line, position + 1, found);
		if (end === undefined || found.length > MAX_PARAMETERS) return at;
		position = end;
	}
	for (const [name, value] of found) addField(fields, name, value);
	return position;
}

function readElement(
	line: string,
	at: number,
	found: Array<readonly [string, string]>,
): number | undefined {
	const id = readName(line, at);
	if (id === undefined) return undefined;
	const element = id.split('@', 1)[0]!;
	let position = at + id.length;
	while (line[position] === ' ' && found.length <= MAX_PARAMETERS) {
		const name = readName(line, position + 1);
		if (name === undefined) return undefined;
		const valueAt = position + 1 + name.length + 2;
		if (line[valueAt - 2] !== '=' || line[valueAt - 1] !== '"') return undefined;
		const end = endOfValue(line, valueAt);
		if (end === undefined) return undefined;
		const value = line.slice(valueAt, end).replace(/\\(["\\\]])/g, '$1');
		found.push([fieldName(`${element}_${name}`), value]);
		position = end + 1;
	}
	return line[position] === ']' ? position + 1 : undefined;
}

function readName(line: string, at: number): string | undefined {
	NAME.lastIndex = at;
	return NAME.exec(line)?.[0];
}

function endOfValue(line: string, at: number): number | undefined {
	for (let i = at; i < line.length; i++) {
		if (line[i] === '\\') i++;
		else if (line[i] === '"') return i;
	}
	return undefined;
}
