/** One syslog sender over TCP: its frames, its pauses, and its end when it sends nothing. */
import type { Socket } from 'node:net';
// Not the global, which tests may replace: this gives way to other senders, it does not measure time.
import { setImmediate } from 'node:timers';
import { SyslogStreamSplitter } from './framing';
import type { SyslogBuffer, SyslogTotals } from './syslog-buffer';

/** Bytes that are taken in one go: a sender of the shortest lines has thousands in them, and other senders wait meanwhile. */
const SLICE_BYTES = 16 * 1024;

/** What a connection works with; times in ms. */
export interface ConnectionParts {
	readonly buffer: SyslogBuffer;
	readonly totals: SyslogTotals;
	/** Longest line, bytes. */
	readonly maxLineBytes: number;
	/** It is closed after so long without a byte. */
	readonly idleMs: number;
	/** The same in the midst of a line, which takes memory. */
	readonly unfinishedMs: number;
}

/** Serves a connection to its end. */
export function serveSyslog(socket: Socket, parts: ConnectionParts): void {
	const { buffer, totals, maxLineBytes, idleMs, unfinishedMs } = parts;
	const sender = socket.remoteAddress ?? 'unknown';
	const splitter = new SyslogStreamSplitter(
		{ maxLineBytes },
		{
			frame: (text) => {
				if (text.trim() !== '') buffer.add(sender, text, Buffer.byteLength(text));
			},
			refused: (error) => buffer.problem(`syslog from ${sender}: ${error}`),
		},
	);
	let paused = false;
	/** What has come and was not taken yet. */
	let rest: Buffer = Buffer.alloc(0);
	const take = (bytes: Buffer) => {
		splitter.push(bytes);
		rest = rest.subarray(bytes.length);
	};
	const goOn = () => {
		if (socket.destroyed) return;
		take(rest.subarray(0, SLICE_BYTES));
		if (rest.length > 0) {
			socket.pause();
			setImmediate(goOn);
			return;
		}
		socket.setTimeout(splitter.isWithinFrame ? unfinishedMs : idleMs);
		if (!buffer.isFull) {
			socket.resume();
			return;
		}
		paused = true;
		socket.pause();
		void buffer.room().then(() => {
			paused = false;
			socket.resume();
		});
	};
	socket.setTimeout(idleMs);
	socket.on('timeout', () => {
		// One that we make wait is not silent.
		if (paused) return;
		totals.idleConnections++;
		buffer.problem(`syslog from ${sender}: closed, as it sent nothing for too long`);
		socket.destroy();
	});
	socket.on('data', (chunk) => {
		rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		goOn();
	});
	// What came before a connection was closed is kept.
	socket.on('close', () => take(rest));
	// A socket tells its end also while it is paused.
	socket.on('end', () => {
		take(rest);
		splitter.end();
	});
	socket.on('error', () => undefined);
}
