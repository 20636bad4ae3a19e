/** What `log360-server parse` prints. */
import { parseText } from '../../../server/cli/parse';
import { parseOptionsOf } from '../../../server/logs/ingest';

const NOW = Date.UTC(2025, 5, 15, 12);
const printed = async (input: string | Uint8Array, changes = {}) =>
	parseText(typeof input === 'string' ? Buffer.from(input) : input, parseOptionsOf(changes, NOW));

/** The printed events, parsed, and the reasons. */
function taken(text: string): { events: unknown[]; reasons: string[] } {
	const reasons = text.split('\n').filter((line) => line.startsWith('# '));
	const events = text
		.split('\n')
		.map((line) => (line.startsWith('# ') ? '' : line))
		.join('\n')
		.trim()
		.split(/\n{2,}/)
		.map((event) => JSON.parse(event) as unknown);
	return { events, reasons };
}

test('prints each event as it would be stored, and below it why', async () => {
	expect(await printed('<13>Jun 15 10:00:00 web1 app[7]: hello\n')).toBe(`{
  "TIME": "2025-06-15T10:00:00.000Z",
  "RAWLOG": "<13>Jun 15 10:00:00 web1 app[7]: hello",
  "FACILITY": "user",
  "SEVERITY": "notice",
  "COMMON_SEVERITY": "NOTICE",
  "SOURCE": "app",
  "PROCESSID": 7,
  "MESSAGE": "hello",
  "LOGTYPE": "Unix",
  "HOSTNAME": "web1",
  "ARRIVALTIME": ${NOW}
}
# Format: unix (Syslog messages that name their program)
# Time: from the beginning of the line; it names no zone: read in UTC
# Host: the word before the program
`);
});

test('reads with the options of an import', async () => {
	const { events, reasons } = taken(
		await printed('20/11/2024 10:00:00 started', { dateOrder: 'dmy', timeZone: 60, host: 'app1' }),
	);
	expect(events).toEqual([
		expect.objectContaining({ TIME: '2024-11-20T09:00:00.000Z', HOSTNAME: 'app1' }),
	]);
	expect(reasons[1]).toMatch(/read in \+01:00$/);
});

test('says what is refused and reads on', async () => {
	const { events, reasons } = taken(await printed('{"a"\nhello'));
	expect(events).toEqual([
		{ refused: expect.stringMatching(/^not a valid JSON object/) },
		expect.objectContaining({ MESSAGE: 'hello' }),
	]);
	expect(reasons[0]).toMatch(/^# Refused: not a valid JSON object/);
});

test('reads documents and UTF-16, and refuses what is no text', async () => {
	expect(taken(await printed('[{"N":1},\n{"N":2}]')).events).toHaveLength(2);
	const wide = Buffer.from('\ufeffJun 15 10:00:00 win1 app: wide\r\n', 'utf16le');
	expect(taken(await printed(wide)).events).toEqual([
		expect.objectContaining({ HOSTNAME: 'win1', MESSAGE: 'wide' }),
	]);
	await expect(printed(Buffer.from('504b0304140000', 'hex'))).rejects.toThrow(/a zip archive/);
});

test('prints nothing for nothing', async () => {
	expect(await printed('\n \n')).toBe('');
});
