/** What the metrics tell of lines that a person should look at. */
import { TestServer } from '../../support/server';
import { HOST, sendTcp } from '../../support/syslog';

let server: TestServer;
beforeAll(async () => {
	server = await TestServer.start({ syslog: { host: HOST, tcpPort: 0 } });
});
afterAll(() => expect(server.faults).toEqual([]));

/** The three gauges: events without time, lines of no format, refused lines. */
async function gauges(): Promise<number[]> {
	const { status, body } = await server.call('/metrics');
	expect(status).toBe(200);
	return ['untimed_events', 'text_lines', 'refused_lines'].map((name) => {
		const value = new RegExp(`^log360_ingest_${name} (\\d+)$`, 'm').exec(body as string)?.[1];
		return Number(value);
	});
}

test('they begin at none, and good lines do not move them', async () => {
	expect(await gauges()).toEqual([0, 0, 0]);
	await server.ingest('Jan 31 10:00:00 web1 sshd[1]: hello\n{"TIME":1769853600000,"HOSTNAME":"h"}');
	expect(await gauges()).toEqual([0, 0, 0]);
});

test.each([
	['an event whose time cannot be read', '{"HOSTNAME":"h","time":"soon"}', [1, 0, 0]],
	['two events without any', '{"HOSTNAME":"h"}\n<13>app: x', [2, 0, 0]],
	['text with a time', '2026-01-31 10:00:00 nothing known about it', [0, 0, 0]],
	['text without a time', 'just words\nand more', [2, 2, 0]],
	['refused lines', '{"broken":\n{"a"', [0, 0, 2]],
])('%s', async (_, lines, added) => {
	const before = await gauges();
	await server.ingest(lines);
	const after = await gauges();
	expect(after.map((value, at) => value - before[at]!)).toEqual(added);
});

test('the live listener counts as well', async () => {
	const before = await gauges();
	await sendTcp(server.syslog!.tcpPort!, 'words over TCP\n{"broken", kept as text:\n');
	await server.syslog!.flush();
	const after = await gauges();
	expect(after.map((value, at) => value - before[at]!)).toEqual([2, 2, 0]);
});
