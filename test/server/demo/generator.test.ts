/** The demo data: the same for everyone, in order, unique, realistic, with attacks in it. */

import type { LogEvent } from '../../../server/logs/events';
import { parseLine } from '../../../server/logs/ingest';
import { createHash } from 'node:crypto';
import { generateEvents } from '../../../server/demo/generator';
import { eventToNdjson } from '../../../server/demo/ndjson';
import { eventOf, options } from '../logs/ingest/formats/options';

const FROM = Date.UTC(2025, 0, 1);
const TO = Date.UTC(2025, 0, 31);

const generate = (seed: number, count: number) => [
	...generateEvents({ seed, count, from: FROM, to: TO }),
];
const hash = (events: LogEvent[]) =>
	createHash('sha256').update(events.map(eventToNdjson).join('\n')).digest('hex');

describe('generateEvents', () => {
	const events = generate(42, 10_000);
	const having = (fields: Record<string, unknown>) =>
		events.filter((event) =>
			Object.entries(fields).every(([name, value]) => event.fields[name] === value),
		);

	it('gives the same events for the same seed, on every machine', () => {
		expect(hash(generate(42, 1000))).toBe(hash(generate(42, 1000)));
		expect(hash(generate(42, 1000))).toBe(
			'ca6d851faa25b6e93d0de44380f4ffd3fc68df18cfb7cf0b2bcf01e6f03a141e',
		);
		expect(hash(generate(43, 1000))).not.toBe(hash(generate(42, 1000)));
	});

	it('gives as many events as asked for, in time order, within the range', () => {
		expect(events).toHaveLength(10_000);
		const times = events.map(({ time }) => time);
		expect(times).toEqual([...times].sort((a, b) => a - b));
		expect(times.every(Number.isInteger)).toBe(true);
		expect(times[0]).toBeGreaterThanOrEqual(FROM);
		expect(times.at(-1)).toBeLessThan(TO);
	});

	it('numbers every event', () => {
		expect(new Set(events.map(({ fields }) => fields.RECORDNUMBER)).size).toBe(10_000);
	});

	it('is about as large as real events are', () => {
		const bytes = events.reduce((sum, event) => sum + Buffer.byteLength(eventToNdjson(event)), 0);
		expect(bytes / events.length).toBeGreaterThan(700);
		expect(bytes / events.length).toBeLessThan(900);
	});

	it('mixes the log types', () => {
		for (const LOGTYPE of ['Windows', 'Unix', 'Apache Access Logs', 'Syslog Device']) {
			expect(having({ LOGTYPE }).length).toBeGreaterThan(500);
		}
	});

	it('has a few busy users and many quiet ones', () => {
		const counts = new Map<unknown, number>();
		for (const { fields } of events) {
			if (fields.USERNAME) counts.set(fields.USERNAME, (counts.get(fields.USERNAME) ?? 0) + 1);
		}
		const sorted = [...counts.values()].sort((a, b) => b - a);
		expect(sorted[0]).toBeGreaterThan(10 * sorted[Math.floor(sorted.length / 2)]!);
	});

	it('hides attacks among them', () => {
		expect(having({ EVENTID: 1102 }).length).toBeGreaterThan(0);
		expect(
			having({ EVENTID: 4732, MEMBERNAME: having({ EVENTID: 4720 })[0]!.fields.TARGETUSERNAME }),
		).toHaveLength(1);
		expect(having({ USERAGENT: 'Mozilla/5.0 (compatible; Nikto/2.5.0)' }).length).toBeGreaterThan(
			29,
		);
		const breach = having({ SOURCE: 'sshd', USERNAME: 'root', RESULT: 'success' })[0]!;
		const guesses = having({ SOURCE: 'sshd', RESULT: 'failure', REMOTEIP: breach.fields.REMOTEIP });
		expect(guesses.filter(({ time }) => time <= breach.time).length).toBeGreaterThan(24);
	});

	it('says in its fields what the parsers read from its raw logs', () => {
		const names = [
			'USERNAME',
			'REMOTEIP',
			'REMOTEPORT',
			'METHOD',
			'URL',
			'STATUS',
			'COMMAND',
			'FACILITY',
			'SOURCE',
			'MESSAGE',
			'LOGTYPE',
		];
		const pick = (fields: LogEvent['fields']) => names.map((name) => fields[name]);
		for (const { time, fields } of generate(5, 1000)) {
			if (fields.RAWLOG === undefined) continue;
			const parsed = eventOf(parseLine(String(fields.RAWLOG), options({ now: TO })));
			expect(parsed.time).toBe(time - (time % 1000));
			if (fields.LOGTYPE !== 'Syslog Device') expect(pick(parsed.fields)).toEqual(pick(fields));
			else expect(parsed.fields.MESSAGE).toBe(fields.MESSAGE);
		}
	});

	it('shows one attack of each kind in a small demo', () => {
		const small = generate(1, 1500);
		expect(small.some(({ fields }) => fields.EVENTID === 1102)).toBe(true);
		expect(small.some(({ fields }) => String(fields.USERAGENT).includes('Nikto'))).toBe(true);
		expect(
			small.some(
				({ fields }) =>
					fields.SOURCE === 'sshd' && fields.USERNAME === 'root' && fields.RESULT === 'success',
			),
		).toBe(true);
	});

	it('refuses nonsense', () => {
		expect(() => generate(1, 1.5)).toThrow('count must be a whole number of events, not 1.5');
		expect(() => [...generateEvents({ seed: 1, count: 1, from: 2, to: 1 })]).toThrow(
			'to (1) must not be before from (2)',
		);
		expect(generate(1, 0)).toEqual([]);
	});
});
