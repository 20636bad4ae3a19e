/**
 * `node test/fuzz/parsers.mts [COUNT] [FOLDER] [--seed N]`: mutated log lines through the parsers. No line may throw or take over 50 ms,
 * and every event's time must be a real one or marked as missing. FOLDER adds the lines of its `*.log` files to our
 * own; `npm run build:server` comes first. Ends with 1 and the offending line, and the seed that finds it again.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ingestDoor from '../../server/dist/logs/ingest/index.js';
import memory from '../../server/dist/logs/ingest/formats/memory.js';
import { LINES } from './lib/log-lines.mts';
import { mutator } from './lib/mutate-line.mts';

const MAX_MS = 50;
const NOW = Date.UTC(2026, 10, 20, 10);
const FORMATS = ['auto', 'auto', 'auto', 'syslog', 'json', 'windows', 'access'] as const;
/** A new file now and then, so that what headers leave behind is met and forgotten. */
const LINES_PER_FILE = 500;

const args = process.argv.slice(2);
const seedAt = args.indexOf('--seed');
const seed = seedAt < 0 ? Date.now() % 2 ** 31 : Number(args.splice(seedAt, 2)[1]);
const count = Number(args[0] ?? 20_000);
const lines = [...LINES, ...(args[1] === undefined ? [] : linesOf(args[1]))];
const mutate = mutator(lines, seed);

let slowest = 0;
let missing = 0;
let refused = 0;
let years = new memory.LineMemory();
for (let n = 0; n < count; n++) {
	if (n % LINES_PER_FILE === 0) years = new memory.LineMemory();
	const line = mutate();
	const format = FORMATS[n % FORMATS.length]!;
	const problem = check(line, format);
	if (problem === undefined) continue;
	console.error(`${problem}\nseed ${seed}, line ${n}, format ${format}: ${JSON.stringify(line)}`);
	process.exit(1);
}
console.log(
	`${count} lines of ${lines.length} samples (seed ${seed}): no throw, slowest ${slowest.toFixed(1)} ms, ` +
		`${missing} without time, ${refused} refused`,
);

function check(line: string, format: (typeof FORMATS)[number]): string | undefined {
	const options = {
		format,
		now: NOW,
		defaultHost: 'default-host',
		memory: years,
		years: years.years,
		timeZone: 'Europe/Berlin',
	};
	try {
		let ms = timed(line, options);
		// The machine may have been busy: a slow line is slow every time.
		for (let again = 0; ms > MAX_MS && again < 3; again++) ms = Math.min(ms, timed(line, options));
		if (ms > MAX_MS) return `took ${ms.toFixed(0)} ms`;
		slowest = Math.max(slowest, ms);
		const parsed = ingestDoor.parseLine(line, options);
		if (!parsed.ok) {
			refused++;
			return parsed.error === '' ? 'refused without a reason' : undefined;
		}
		const { time, fields } = parsed.event;
		const isMissing = fields['TIME_MISSING'] !== undefined;
		if (isMissing) missing++;
		if (isMissing ? time !== NOW : !Number.isSafeInteger(time) || time < 0) return `time ${time}`;
		const odd = Object.keys(fields).find((name) => !/^[A-Z][A-Z0-9_]{0,63}$/.test(name));
		return odd === undefined ? undefined : `field name ${JSON.stringify(odd)}`;
	} catch (error) {
		return error instanceof Error ? (error.stack ?? error.message) : String(error);
	}
}

function timed(line: string, options: Parameters<typeof ingestDoor.parseLine>[1]): number {
	const begin = performance.now();
	ingestDoor.parseLine(line, options);
	return performance.now() - begin;
}

function linesOf(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.log'))
		.flatMap((name) => readFileSync(join(folder, name), 'utf8').split(/\r?\n/))
		.filter((line) => line.trim() !== '');
}
