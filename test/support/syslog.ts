/** Sends syslog to a listener on this machine, as devices do. */
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';

/** Address of the listeners of tests. */
export const HOST = '127.0.0.1';

/** Sends datagrams; resolves when they are out. */
export function sendUdp(port: number, ...messages: (string | Uint8Array)[]): Promise<void> {
	const socket = createSocket('udp4');
	return new Promise((resolve) => {
		let left = messages.length;
		for (const message of messages)
			socket.send(message, port, HOST, () =>
				--left === 0 ? socket.close(() => resolve()) : undefined,
			);
	});
}

/** Sends bytes over one connection; resolves when the listener has taken all of them. */
export function sendTcp(port: number, ...pieces: (string | Uint8Array)[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, HOST, async () => {
			for (const piece of pieces) await new Promise((done) => socket.write(piece, done));
			socket.end();
		});
		socket.setNoDelay(true).resume();
		socket.on('error', reject).on('close', () => resolve());
	});
}
