/** A gate before an engine: a server reaches it through a port of the test's own, until the test closes it. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

const opened: { close(): Promise<void> }[] = [];

afterAll(async () => {
	for (const gate of opened.splice(0)) await gate.close();
});

/** Open at first. */
export interface Gate {
	/** The engine's address through the gate. */
	readonly url: string;
	/** Breaks all connections, and refuses new ones. */
	shut(): void;
	/** Lets connections through again. */
	open(): void;
}

/** Makes one before the engine at `url`. */
export async function gateBefore(url: string): Promise<Gate> {
	const engine = new URL(url);
	const { port, hostname } = engine;
	const sockets = new Set<Socket>();
	let isOpen = true;
	const server = createServer((near) => {
		if (!isOpen) return void near.destroy();
		const far = connect(Number(port), hostname);
		for (const [one, other] of [
			[near, far],
			[far, near],
		] as const) {
			sockets.add(one);
			one.on('error', () => other.destroy());
			one.on('close', () => {
				sockets.delete(one);
				other.destroy();
			});
			one.pipe(other);
		}
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const shut = () => {
		isOpen = false;
		for (const socket of sockets) socket.destroy();
	};
	opened.push({
		close: async () => {
			shut();
			await new Promise((done) => server.close(done));
		},
	});
	engine.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { url: engine.href.replace(/\/$/, ''), shut, open: () => (isOpen = true) };
}
