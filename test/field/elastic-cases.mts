/** Reads the fixtures of elastic/integrations: each event's input as a device would have sent it, and what Elastic makes of it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A parsed JSON object. */
export type Json = Record<string, unknown>;

/** One event of a fixture. */
export interface Case {
	readonly file: string;
	/** The line that is read. */
	readonly line: string;
	/** Elastic's document, nested. */
	readonly expected: Json;
	readonly options: {
		readonly format: 'auto';
		readonly now: number;
		readonly defaultHost: string;
		readonly timeZone?: number;
	};
}

/** All events of `package.stream`; `package.*` takes every stream. */
export function casesOf(folder: string, product: string): Case[] {
	const [name = '', stream = ''] = product.split('.');
	const root = join(folder, name);
	if (!existsSync(root)) return [];
	const upstream = join(root, 'data_stream');
	const base = existsSync(upstream) ? upstream : root;
	const streams = stream === '*' ? readdirSync(base) : [stream];
	return streams.flatMap((each) => {
		const tests = join(base, each, '_dev', 'test', 'pipeline');
		return streamCases(existsSync(tests) ? tests : join(base, each));
	});
}

function streamCases(folder: string): Case[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((file) => file.endsWith('-expected.json'))
		.flatMap((file) => fileCases(folder, file.slice(0, -'-expected.json'.length)));
}

function fileCases(folder: string, file: string): Case[] {
	const path = join(folder, file);
	if (!existsSync(path)) return [];
	const documents =
		(JSON.parse(readFileSync(`${path}-expected.json`, 'utf8')) as { expected?: Array<Json | null> })
			.expected ?? [];
	const inputs = inputsOf(path, readConfig(folder, file));
	const zone = zoneOf(readConfig(folder, file));
	return documents.flatMap((expected, index) => {
		const line = lineOf(inputs[index]);
		if (expected === null || line === undefined || line.trim() === '') return [];
		return [{ file, line, expected, options: optionsOf(expected, zone) }];
	});
}

function readConfig(folder: string, file: string): string {
	return ['test-common-config.yml', `${file}-config.yml`]
		.map((name) => join(folder, name))
		.filter((path) => existsSync(path))
		.map((path) => readFileSync(path, 'utf8'))
		.join('\n');
}

/** One entry a line, or, with a multiline pattern, the lines up to the next that begins one; JSON files list their events. */
function inputsOf(path: string, config: string): unknown[] {
	const text = readFileSync(path, 'utf8');
	if (path.endsWith('.json')) return (JSON.parse(text) as { events?: unknown[] }).events ?? [];
	const lines = text
		.replace(/\n$/, '')
		.split('\n')
		.map((line) => line.replace(/\r$/, ''));
	const pattern = /first_line_pattern:\s*(.+)/
		.exec(config)?.[1]
		?.trim()
		.replace(/^(['"])(.*)\1$/, '$2');
	if (pattern === undefined) return lines;
	const first = new RegExp(pattern);
	const entries: string[] = [];
	for (const line of lines) {
		if (first.test(line) || entries.length === 0) entries.push(line);
		else entries[entries.length - 1] += `\n${line}`;
	}
	return entries;
}

/** What the shipper sent on: its message as it is, the original where the shipper had parsed it, else the whole event as JSON. */
function lineOf(input: unknown): string | undefined {
	if (typeof input === 'string') return input;
	if (typeof input !== 'object' || input === null) return undefined;
	const event = input as Json;
	const original = (event.event as Json | undefined)?.original;
	if (event.winlog !== undefined) return JSON.stringify(event);
	if (typeof original === 'string') return original;
	return typeof event.message === 'string' ? event.message : JSON.stringify(event);
}

/** The zone that the fixture's configuration gives to times without one, in minutes east of UTC. */
function zoneOf(config: string): number | undefined {
	const zone = /tz_offset:\s*["']?([+-])(\d\d):?(\d\d)/.exec(config);
	if (zone === null) return undefined;
	return (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
}

/** `now` is the day after the event, so that a time without a year gets the year in which the fixture was made. */
function optionsOf(expected: Json, zone: number | undefined): Case['options'] {
	const time = Date.parse(String(expected['@timestamp'] ?? ''));
	return {
		format: 'auto',
		now: Number.isNaN(time) ? Date.UTC(2023, 5, 26) : time + 12 * 3_600_000,
		defaultHost: 'sender',
		...(zone === undefined ? {} : { timeZone: zone }),
	};
}
