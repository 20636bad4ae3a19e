/** Picks free loopback ports. */
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

/** @returns {Promise<import('node:net').Server>} */
function listen() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => resolve(server));
	});
}
