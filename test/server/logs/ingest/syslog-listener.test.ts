import { createServer, connect, type Socket } from 'node:net';
import { NO_READING } from '../../../../server/logs/ingest/reading-report';
import { type SyslogLimits, SyslogListener } from '../../../../server/logs/ingest/syslog-listener';
import type { IngestService } from '../../../../server/logs/ingest/service';
import type { IngestReport } from '../../../../server/logs/ingest/batch';
import { TestServer } from '../../../support/server';
import { HOST, sendTcp, sendUdp } from '../../../support/syslog';

const REPORT: IngestReport = {
	lines: 1,
	stored: 1,
	refused: 0,
	dropped: 0,
	unparsed: 0,
	cut: 0,
	errors: [],
	...NO_READING,
};

/** An ingest that remembers its lines; `got(n)` resolves once it has that many. */
function remembering(
	answer: (lines: readonly string[]) => Promise<IngestReport> = async () => REPORT,
) {
	const lines: string[] = [];
	const batches: { lines: readonly string[]; options: unknown }[] = [];
	let check = () => {};
	const ingest = {
		lines: async (taken: readonly string[], options: unknown) => {
			lines.push(...taken);
			batches.push({ lines: taken, options });
			check();
			return answer(taken);
		},
	} as unknown as IngestService;
	const got = (count: number) =>
		new Promise<string[]>((resolve) => {
			check = () => (lines.length >= count ? resolve(lines) : undefined);
			check();
		});
	return { ingest, lines, batches, got };
}

const problems: string[] = [];
const listeners: SyslogListener[] = [];
async function listening(
	ingest: IngestService,
	limits?: Partial<SyslogLimits>,
): Promise<SyslogListener> {
	const listener = await SyslogListener.start(ingest, {
		host: HOST,
		udpPort: 0,
		tcpPort: 0,
		onProblem: (message) => problems.push(message),
		limits,
	});
	listeners.push(listener);
	return listener;
}

afterEach(async () => {
	for (const listener of listeners.splice(0)) await listener.close();
	problems.length = 0;
});

describe('SyslogListener', () => {
	it('takes one message a datagram, without its line end', async () => {
		const { ingest, got, batches } = remembering();
		const { udpPort } = await listening(ingest);
		await sendUdp(
			udpPort as number,
			'<13>one',
			'<13>two\n',
			'<13>three\r\n\0',
			'',
			'\n',
			'<13>zwölf',
		);
		expect((await got(4)).sort()).toEqual(['<13>one', '<13>three', '<13>two', '<13>zwölf']);
		for (const { options } of batches) expect(options).toEqual({ format: 'syslog', host: HOST });
	});

	it('takes newline framed and octet-counted messages over TCP, cut anywhere', async () => {
		const { ingest, got } = remembering();
		const { tcpPort } = await listening(ingest);
		const text = Buffer.from('<13>a\n<13>b ü\r\n9 <13>count6 <13>xy\n<13>last');
		await sendTcp(tcpPort as number, ...Array.from(text, (byte) => Uint8Array.of(byte)));
		expect(await got(5)).toEqual(['<13>a', '<13>b ü', '<13>count', '<13>xy', '<13>last']);
		expect(problems).toEqual([]);
	});

	it('reports a message that is cut off or too long, and keeps the others', async () => {
		const { ingest, got } = remembering();
		const listener = await listening(ingest);
		const { tcpPort } = listener;
		await sendTcp(tcpPort as number, '<13>good\n', '50 <13>cut');
		await sendTcp(tcpPort as number, '2000000 <13>', Buffer.alloc(1_999_996, 'x'), '<13>after\n');
		expect((await got(2)).sort()).toEqual(['<13>after', '<13>good']);
		await listener.flush();
		expect(problems.join('\n')).toMatch(
			/syslog from 127.0.0.1: connection ended after 7 of 50 bytes/,
		);
		expect(problems.join('\n')).toMatch(/line of 2000000 bytes is longer/);
	});

	it('pauses TCP by bytes and drops UDP while nothing can be stored, and loses no TCP line', async () => {
		let store: () => void = () => undefined;
		const blocked = new Promise<void>((resolve) => (store = resolve));
		const { ingest, lines } = remembering(() => blocked.then(() => REPORT));
		const listener = await listening(ingest, { maxWaitingBytes: 100_000 });
		const { totals } = listener;
		const line = `<13>${'x'.repeat(1_000)}\n`;
		const flood = sendTcp(listener.tcpPort as number, line.repeat(20_000));
		while (totals.pauses === 0) await new Promise(setImmediate);
		await sendUdp(listener.udpPort as number, '<13>one more');
		while (totals.dropped === 0) await new Promise(setImmediate);
		// Twenty megabytes were sent; beside the limit no more is here than what a socket gives at once.
		expect(totals.pauses).toBe(1);
		expect(totals.waitingBytes).toBeGreaterThanOrEqual(100_000);
		expect(totals.waitingBytes).toBeLessThan(100_000 + 2 * 65_536 + 100_000);
		store();
		await flood;
		await listener.close();
		expect(lines.filter((each) => each.length > 1_000)).toHaveLength(20_000);
		expect(totals).toMatchObject({ waitingBytes: 0, connections: 0, lost: 0 });
	});

	/** A connection, and a promise of its end. */
	async function connected(port: number) {
		const socket: Socket = connect(port, HOST).on('error', () => undefined);
		const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
		await Promise.race([closed, new Promise((resolve) => socket.once('connect', resolve))]);
		return { socket: socket.resume(), closed };
	}

	it('has limits of connections, in all and of one address', async () => {
		for (const limits of [{ maxConnections: 1 }, { maxConnectionsOfOne: 1 }]) {
			const listener = await listening(remembering().ingest, limits);
			const first = await connected(listener.tcpPort as number);
			first.socket.write('<13>here\n');
			while (listener.totals.lines === 0) await new Promise(setImmediate);
			await (
				await connected(listener.tcpPort as number)
			).closed;
			expect(listener.totals).toMatchObject({ refusedConnections: 1, connections: 1 });
			first.socket.destroy();
			await listener.close();
		}
		expect(problems).toHaveLength(2);
	});

	it('closes connections that go silent in the midst of a line, and others later', async () => {
		const limits = { idleMs: 3_600_000, unfinishedMs: 1 };
		const listener = await listening(remembering().ingest, limits);
		const whole = await connected(listener.tcpPort as number);
		whole.socket.write('<13>whole\n');
		const half = await connected(listener.tcpPort as number);
		half.socket.write('<13>no end');
		await half.closed;
		while (listener.totals.connections > 1) await new Promise(setImmediate);
		expect(listener.totals).toMatchObject({ idleConnections: 1, connections: 1 });
		expect(whole.socket.destroyed).toBe(false);
		await listener.close();
		expect(problems).toEqual(['syslog from 127.0.0.1: closed, as it sent nothing for too long']);
	});

	it('tells a flood of problems by its number', async () => {
		const listener = await listening(remembering().ingest, { maxLineBytes: 10 });
		await sendTcp(listener.tcpPort as number, `${'<13>much too long\n'.repeat(100)}`);
		await listener.close();
		expect(problems).toHaveLength(6);
		expect(problems[5]).toBe('syslog: 95 more problems of this kind');
	});

	it('stores what has arrived when it is closed', async () => {
		const { ingest, lines } = remembering();
		const listener = await listening(ingest);
		const arrived = sendTcp(listener.tcpPort as number, '<13>late\n');
		await arrived;
		await listener.close();
		expect(lines).toEqual(['<13>late']);
	});

	it('says which lines were refused or lost, and goes on', async () => {
		const answers = [
			async () => ({ ...REPORT, refused: 1, errors: [{ line: 1, error: 'bad' }] }),
			async () => Promise.reject(new Error('disk full')),
			async () => REPORT,
		];
		const { ingest, got } = remembering(() => (answers.shift() as () => Promise<IngestReport>)());
		const listener = await listening(ingest);
		for (const n of [1, 2, 3]) {
			await sendTcp(listener.tcpPort as number, `<13>${n}\n`);
			await got(n);
			await listener.flush();
		}
		expect(problems).toEqual([
			'syslog from 127.0.0.1: bad',
			'syslog from 127.0.0.1: 1 lines lost: Error: disk full',
		]);
	});

	it('does not start when a port is taken, and gives the other one back', async () => {
		const taken = createServer();
		await new Promise<void>((resolve) => taken.listen(0, HOST, resolve));
		const { port } = taken.address() as { port: number };
		const start = SyslogListener.start(remembering().ingest, {
			host: HOST,
			udpPort: 0,
			tcpPort: port,
			onProblem: () => undefined,
		});
		await expect(start).rejects.toMatchObject({ code: 'EADDRINUSE' });
		await new Promise((resolve) => taken.close(resolve));
	});

	it('has only the ports that were asked for', async () => {
		const listener = await SyslogListener.start(remembering().ingest, {
			host: HOST,
			udpPort: 0,
			onProblem: () => undefined,
		});
		listeners.push(listener);
		expect(listener.udpPort).toBeGreaterThan(0);
		expect(listener.tcpPort).toBeUndefined();
	});
});

it('brings live syslog into the store, durably', async () => {
	const server = await TestServer.start({ syslog: { host: HOST, udpPort: 0, tcpPort: 0 } });
	const line = (host: string) =>
		`<38>Jan 31 08:00:00 ${host} sshd[9]: Failed password for root from 10.0.0.1 port 22 ssh2`;
	const counted = line('counted');
	await sendTcp(
		server.syslog?.tcpPort as number,
		`${line('newline')}\n${counted.length} ${counted}`,
	);
	await sendUdp(server.syslog?.udpPort as number, line('datagram'));
	const { directory } = server;
	await server.close();
	const again = await TestServer.start({ data: directory });
	const { hits } = (await again.search({ query: 'USERNAME = root AND RESULT = failure' })).body
		.data;
	const hosts = hits.map(({ HOSTNAME }: Record<string, unknown>) => HOSTNAME);
	expect(hosts).toEqual(expect.arrayContaining(['newline', 'counted']));
	// A datagram may still be under way when the listener closes.
	expect(hosts.every((host: string) => ['newline', 'counted', 'datagram'].includes(host))).toBe(
		true,
	);
});
