/** One syslog connection: what has come is taken in slices, and none of it is lost. */
import { EventEmitter, once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import type { Socket } from 'node:net';
import { serveSyslog } from '../../../../server/logs/ingest/syslog-connection';
import { noSyslog, SyslogBuffer } from '../../../../server/logs/ingest/syslog-buffer';

/** As much of a socket as a connection uses. */
class FakeSocket extends EventEmitter {
	readonly remoteAddress = '192.0.2.1';
	destroyed = false;
	isPaused = false;
	setTimeout = jest.fn();
	pause(): void {
		this.isPaused = true;
	}
	resume(): void {
		this.isPaused = false;
		this.emit('resumed');
	}
	destroy(): void {
		this.destroyed = true;
		this.emit('close');
	}
}

function serving() {
	const socket = new FakeSocket();
	const totals = noSyslog();
	const lines: string[] = [];
	const report = { errors: [] };
	const ingest = {
		lines: (all: readonly string[]) => {
			lines.push(...all);
			return Promise.resolve(report as never);
		},
	};
	const buffer = new SyslogBuffer({
		...{ ingest, totals, maxBytes: 32 * 1024 ** 2, onProblem: () => undefined },
	});
	const limits = { maxLineBytes: 65_536, idleMs: 60_000, unfinishedMs: 30_000 };
	serveSyslog(socket as unknown as Socket, { buffer, totals, ...limits });
	return { socket, totals, buffer, lines };
}

describe('serveSyslog', () => {
	it.each(['a\0', 'a\n', '1 a', 'a\u0000\n'])(
		'takes 64 KiB of the shortest lines, %j, a slice a turn',
		async (line) => {
			const { socket, totals, buffer, lines } = serving();
			const sent = Math.floor(65_536 / line.length);
			socket.emit('data', Buffer.from(line.repeat(sent)));
			expect(totals.lines).toBeLessThan(sent / 2);
			expect(socket.isPaused).toBe(true);
			while (socket.isPaused) await once(socket, 'resumed');
			socket.emit('end');
			await buffer.flush();
			expect(totals.lines).toBe(line.startsWith('1') ? 1 : sent);
			expect(lines.length).toBe(totals.lines);
		},
	);

	it('keeps what had come when the connection is closed', async () => {
		const { socket, totals, buffer } = serving();
		socket.emit('data', Buffer.from('x\n'.repeat(20_000)));
		socket.destroy();
		expect(totals.lines).toBe(20_000);
		await turn();
		await buffer.flush();
		expect(totals.lines).toBe(20_000);
	});

	it('takes what had come before the end of the stream', async () => {
		const { socket, totals, buffer } = serving();
		socket.emit('data', Buffer.from(`${'x\n'.repeat(20_000)}last`));
		socket.emit('end');
		expect(totals.lines).toBe(20_001);
		await buffer.flush();
	});

	it('takes a line over many slices and pieces as one', async () => {
		const { socket, buffer, lines } = serving();
		const text = '0123456789'.repeat(5_000);
		for (let at = 0; at < text.length; at += 7_000)
			socket.emit('data', Buffer.from(text.slice(at, at + 7_000)));
		socket.emit('data', Buffer.from('\nnext\n'));
		while (socket.isPaused) await once(socket, 'resumed');
		await buffer.flush();
		expect(lines).toEqual([text, 'next']);
	});
});
