/** Picks free loopback ports, and tells when a wanted one is taken. */
import { createServer } from 'node:net';

/**
 * @param {number} count
 * @returns {Promise<number[]>} distinct ports that were free a moment ago
 */
export async function freePorts(count) {
	const servers = await Promise.all(Array.from({ length: count }, () => listen()));
	const ports = servers.map((server) => {
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('no TCP address');
		return address.port;
	});
	await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
	return ports;
}

/**
 * @param {number} port
 * @throws Error when another program listens on the port, or it may not be used
 */
export async function requireFreePort(port) {
	try {
		const server = await listen(port);
		await new Promise((done) => server.close(done));
	} catch (error) {
		const { code } = /** @type {NodeJS.ErrnoException} */ (error);
		const reason = code === 'EADDRINUSE' ? 'another program listens on it' : code;
		throw new Error(`Port ${port} on 127.0.0.1 cannot be used (${reason}): choose another one`);
	}
}

/**
 * @param {number} [port] - 0 lets the system choose
 * @returns {Promise<import('node:net').Server>}
 */
function listen(port = 0) {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
}
