/**
 * `node test/field/loghub.mts FOLDER [SYSTEM]`: how many lines of loghub's samples get the right time, host, program and log type, by
 * system, against its structured CSV. FOLDER is a copy of https://github.com/logpai/loghub; `npm run build:server` comes first.
 * With a SYSTEM it lists lines that are wrong.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ingestDoor from '../../server/dist/logs/ingest/index.js';
import { readCsv } from './lib/csv.mts';
import { SYSTEMS, type Expected, type System } from './lib/loghub-systems.mts';

const DEFAULT_HOST = 'default-host';
/** Samples are from 2005 to 2017; lines without a year belong to the year before this. */
const NOW = Date.UTC(2018, 0, 1);
const SHOWN = 20;

const [folder, only] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node test/field/loghub.mts FOLDER [SYSTEM]');

console.log('| system | lines | time | host | program | log type | LOGTYPE |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | --- |');
for (const system of SYSTEMS) {
	if (only === undefined || only === system.name) report(folder, system);
}

function report(root: string, system: System): void {
	const base = join(root, system.name, `${system.name}_2k.log`);
	const lines = readFileSync(base, 'utf8').split(/\r?\n/);
	const rows = readCsv(readFileSync(`${base}_structured.csv`, 'utf8'));
	const right = { time: 0, host: 0, program: 0, logType: 0 };
	let shown = 0;
	for (const [index, row] of rows.entries()) {
		const line = lines[index] ?? '';
		const expected = system.expect(row);
		const wrong = compare(line, expected, system, right);
		if (only !== undefined && wrong.length > 0 && shown++ < SHOWN) {
			console.log(`${wrong.join('; ')}\n    ${line.slice(0, 200)}`);
		}
	}
	const share = (count: number) => `${((100 * count) / rows.length).toFixed(1)} %`;
	console.log(
		`| ${system.name}${system.fullDate ? '' : ' (no year)'} | ${rows.length} | ${share(right.time)} | ${share(right.host)} | ` +
			`${share(right.program)} | ${share(right.logType)} | ${system.logType} |`,
	);
}

/** Compares one line, counts what is right, and names what is wrong. */
function compare(
	line: string,
	expected: Expected,
	system: System,
	right: { time: number; host: number; program: number; logType: number },
): string[] {
	const parsed = ingestDoor.parseLine(line, {
		format: 'auto',
		now: NOW,
		defaultHost: DEFAULT_HOST,
	});
	if (!parsed.ok) return [parsed.error];
	const { time, fields } = parsed.event;
	const wrong: string[] = [];
	const check = (what: keyof typeof right, found: unknown, wanted: unknown, same: boolean) => {
		if (same) right[what]++;
		else wrong.push(`${what}: ${String(found)} instead of ${String(wanted)}`);
	};
	const hasTime = fields['TIME_MISSING'] === undefined && time === expected.time;
	check('time', new Date(time).toISOString(), new Date(expected.time).toISOString(), hasTime);
	const host = expected.host ?? DEFAULT_HOST;
	check('host', fields['HOSTNAME'], host, fields['HOSTNAME'] === host);
	const { program } = expected;
	check(
		'program',
		fields['SOURCE'],
		program,
		program === undefined || fields['SOURCE'] === program,
	);
	check('logType', fields['LOGTYPE'], system.logType, fields['LOGTYPE'] === system.logType);
	return wrong;
}
