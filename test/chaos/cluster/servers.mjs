/** Servers of a cluster as processes that are killed and started again, and a balancer in front of them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const BIN = join(import.meta.dirname, '..', '..', '..', 'server', 'bin', 'log360-server.js');
const FLAGS =
	'--empty --json --rate-limit off --ingest-rate-limit off --log-level error --host 127.0.0.1';
/** Between two tries to start a server whose engines are not there yet, ms. */
const AGAIN_MS = 500;

/** One server on the engines; its port stays the same over its lives. */
export class ClusterServer {
	#child;
	#life = 0;
	/** How often a start was given up by the server itself, because an engine was away. */
	failedStarts = 0;

	/**
	 * @param {{ port: number, opensearch: string[], postgres: URL, password: string, secrets: Record<string, string> }} options
	 */
	constructor(options) {
		this.options = options;
	}

	/** Starts it; resolves when it listens, or was killed before. An engine that is away makes a start fail, which is tried again. */
	async start() {
		const { port, opensearch, postgres, secrets } = this.options;
		const address = new URL(postgres);
		address.password = '';
		const life = ++this.#life;
		while (life === this.#life) {
			const engines = ['--opensearch', opensearch.join(','), '--postgres', String(address)];
			const args = [BIN, 'start', '--port', String(port), ...FLAGS.split(' '), ...engines];
			const child = spawn(process.execPath, args, {
				stdio: ['ignore', 'pipe', 'pipe'],
				env: { ...process.env, LOG360_POSTGRES_PASSWORD: postgres.password, ...secrets },
			});
			this.#child = child;
			let said = '';
			child.stderr.on('data', (chunk) => (said = (said + String(chunk)).slice(-2_000)));
			const { value } = await createInterface({ input: child.stdout })
				[Symbol.asyncIterator]()
				.next();
			if (value !== undefined) return;
			await ended(child);
			if (life !== this.#life) return;
			this.failedStarts++;
			this.lastFailure = said.trim().split('\n').at(-1);
			await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
		}
	}

	/** @param {NodeJS.Signals} signal */
	async kill(signal = 'SIGKILL') {
		this.#life++;
		const child = this.#child;
		if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
		child.kill(signal);
		await ended(child);
	}

	async stop() {
		await this.kill('SIGTERM');
	}
}

async function ended(child) {
	if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/**
 * Takes connections and hands each to a server in turn, to the next one when nobody listens there.
 *
 * @param {readonly number[]} ports
 */
export async function startBalancer(ports) {
	const sockets = new Set();
	let turn = 0;
	const given = new Map(ports.map((port) => [port, 0]));
	const server = createServer((client) => {
		keep(client);
		let at = turn++;
		const tryNext = (left) => {
			if (left === 0) return void client.destroy();
			const port = ports[at++ % ports.length];
			const upstream = connect(port, '127.0.0.1');
			keep(upstream);
			upstream.once('connect', () => {
				given.set(port, given.get(port) + 1);
				client.pipe(upstream).pipe(client);
				for (const [one, other] of [
					[client, upstream],
					[upstream, client],
				])
					one.once('close', () => other.destroy());
			});
			upstream.once('error', () => {
				if (upstream.bytesRead + upstream.bytesWritten === 0 && upstream.connecting === false)
					tryNext(left - 1);
				else client.destroy();
			});
		};
		tryNext(ports.length);
	});
	function keep(socket) {
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.once('close', () => sockets.delete(socket));
	}
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${server.address().port}`,
		/** Connections that each server took, by port. */
		given,
		stop() {
			server.close();
			for (const socket of sockets) socket.destroy();
		},
	};
}
