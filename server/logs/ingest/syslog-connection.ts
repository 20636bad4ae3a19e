/** One syslog sender over TCP: its frames, its pauses, and its end when it sends nothing. */
import type { Socket } from 'node:net';
import { SyslogStreamSplitter } from './framing';
import type { SyslogBuffer, SyslogTotals } from './syslog-buffer';

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
	socket.setTimeout(idleMs);
	socket.on('timeout', () => {
		// One that we make wait is not silent.
		if (paused) return;
		totals.idleConnections++;
		buffer.problem(`syslog from ${sender}: closed, as it sent nothing for too long`);
		socket.destroy();
	});
	socket.on('data', (chunk) => {
		splitter.push(chunk);
		socket.setTimeout(splitter.isWithinFrame ? unfinishedMs : idleMs);
		if (!buffer.isFull) return;
		paused = true;
		socket.pause();
		void buffer.room().then(() => {
			paused = false;
			socket.resume();
		});
	});
	socket.on('end', () => splitter.end());
	socket.on('error', () => undefined);
}
