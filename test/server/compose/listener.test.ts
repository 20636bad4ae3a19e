/** The HTTP port: so many connections at once, and more are closed before anything is read from them. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { TestServer } from '../../support/server';

/** A connection, and whether it was closed from the other side. */
async function open(port: number): Promise<{ closed: Promise<unknown>; end: () => void }> {
	const socket = connect(port, '127.0.0.1');
	socket.on('error', () => undefined);
	await once(socket, 'connect');
	return { closed: once(socket, 'close'), end: () => socket.destroy() };
}

it('more connections than the limit are closed at once, and there is room again when one ends', async () => {
	const server = await TestServer.start({ maxConnections: 2 });
	const port = Number(new URL(server.url).port);
	const kept = [await open(port), await open(port)];
	const refused = await open(port);
	await refused.closed;
	kept[0]?.end();
	await kept[0]?.closed;
	// The server hears of the end a little later.
	for (;;) {
		const answer = await server.call('/health', { token: null }).catch(() => undefined);
		if (answer?.status === 200) break;
	}
	kept[1]?.end();
	await server.close();
});
