/** Listens for live syslog over UDP and TCP and hands what arrives to the ingest in small batches. */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { IngestService } from './service';
import { noSyslog, SyslogBuffer, type SyslogTotals } from './syslog-buffer';
import { serveSyslog } from './syslog-connection';

/** Bounds of the listener: whoever reaches its ports can send, so nothing of it may grow without end. */
export interface SyslogLimits {
	/** Bytes that may wait for the store: with more, TCP senders are paused and UDP datagrams dropped. */
	readonly maxWaitingBytes: number;
	/** Longest line over TCP, bytes; a datagram has no room for more either. */
	readonly maxLineBytes: number;
	/** TCP connections at once, of all senders and of one address; more are closed at once. */
	readonly maxConnections: number;
	readonly maxConnectionsOfOne: number;
	/** A connection is closed after so long without a byte, and sooner in the midst of a line, ms. */
	readonly idleMs: number;
	readonly unfinishedMs: number;
}

/** The limits when nothing else is said. */
export const SYSLOG_LIMITS: SyslogLimits = {
	maxWaitingBytes: 32 * 1024 ** 2,
	maxLineBytes: 65_536,
	maxConnections: 1_000,
	maxConnectionsOfOne: 200,
	idleMs: 10 * 60_000,
	unfinishedMs: 30_000,
};

/** Where to listen. */
export interface SyslogOptions {
	/** Address to listen on. */
	readonly host: string;
	/** UDP port; 0 picks a free one; absent = no UDP. */
	readonly udpPort?: number | undefined;
	/** TCP port; 0 picks a free one; absent = no TCP. */
	readonly tcpPort?: number | undefined;
	/** Told about refused lines, closed connections and failed batches, for the log. */
	readonly onProblem: (message: string) => void;
	readonly limits?: Partial<SyslogLimits> | undefined;
	/** Counts what happens, for metrics; its own by default. */
	readonly totals?: SyslogTotals | undefined;
}

/** A running syslog listener. UDP lines that arrive faster than they can be stored are dropped and counted. */
export class SyslogListener {
	readonly totals: SyslogTotals;
	private readonly limits: SyslogLimits;
	private readonly buffer: SyslogBuffer;
	private closed: Promise<void> | undefined;
	private udp: UdpSocket | undefined;
	private tcp: Server | undefined;
	private readonly connections = new Set<Socket>();
	private readonly byAddress = new Map<string, number>();

	private constructor(
		ingest: IngestService,
		private readonly options: SyslogOptions,
	) {
		const { onProblem, totals = noSyslog() } = options;
		this.totals = totals;
		this.limits = { ...SYSLOG_LIMITS, ...options.limits };
		const maxBytes = this.limits.maxWaitingBytes;
		this.buffer = new SyslogBuffer({ ingest, totals, maxBytes, onProblem });
	}

	/** Starts to listen; rejects when a port cannot be had. */
	static async start(ingest: IngestService, options: SyslogOptions): Promise<SyslogListener> {
		const listener = new SyslogListener(ingest, options);
		try {
			if (options.udpPort !== undefined) await listener.listenUdp(options.udpPort);
			if (options.tcpPort !== undefined) await listener.listenTcp(options.tcpPort);
		} catch (error) {
			await listener.close();
			throw error;
		}
		return listener;
	}

	/** Port of the UDP listener, undefined without one. */
	get udpPort(): number | undefined {
		return this.udp?.address().port;
	}

	/** Port of the TCP listener, undefined without one. */
	get tcpPort(): number | undefined {
		return (this.tcp?.address() as AddressInfo | null | undefined)?.port;
	}

	/** Stores what is waiting; resolves when it is durable. */
	flush(): Promise<void> {
		return this.buffer.flush();
	}

	/** Stops listening and stores what has arrived. */
	close(): Promise<void> {
		this.closed ??= this.stop();
		return this.closed;
	}

	private async stop(): Promise<void> {
		await new Promise<void>((resolve) =>
			this.udp === undefined ? resolve() : this.udp.close(() => resolve()),
		);
		// What has come of each is taken when it is closed.
		await Promise.all(
			Array.from(this.connections, (connection) => {
				const closed = new Promise((resolve) => connection.once('close', resolve));
				connection.destroy();
				return closed;
			}),
		);
		await new Promise<void>((resolve) =>
			this.tcp === undefined ? resolve() : this.tcp.close(() => resolve()),
		);
		await this.flush();
		// What the last batches were refused for.
		await this.flush();
	}

	private async listenUdp(port: number): Promise<void> {
		const socket = createSocket({
			type: this.options.host.includes(':') ? 'udp6' : 'udp4',
			recvBufferSize: 4 << 20,
		});
		socket.on('message', (message, sender) => {
			if (this.buffer.isFull) {
				this.totals.dropped++;
				return;
			}
			const text = message.toString('utf8').replace(/(?<![\r\n\0])[\r\n\0]+$/, '');
			if (text !== '') this.buffer.add(sender.address, text, message.length);
		});
		await new Promise<void>((resolve, reject) => {
			socket.once('error', reject);
			socket.bind(port, this.options.host, () => {
				socket.off('error', reject);
				resolve();
			});
		});
		socket.on('error', (error) => this.options.onProblem(`syslog UDP: ${error.message}`));
		this.udp = socket;
	}

	private async listenTcp(port: number): Promise<void> {
		const server = createServer((socket) => this.serve(socket));
		server.maxConnections = this.limits.maxConnections;
		server.on('drop', () => this.refused('there are too many connections'));
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(port, this.options.host, () => {
				server.off('error', reject);
				resolve();
			});
		});
		this.tcp = server;
	}

	private serve(socket: Socket): void {
		const sender = socket.remoteAddress ?? 'unknown';
		const ofSender = this.byAddress.get(sender) ?? 0;
		if (ofSender >= this.limits.maxConnectionsOfOne) {
			this.refused(`${sender} has too many connections`);
			socket.destroy();
			return;
		}
		this.byAddress.set(sender, ofSender + 1);
		this.connections.add(socket);
		this.totals.connections++;
		socket.on('close', () => {
			const left = (this.byAddress.get(sender) ?? 1) - 1;
			if (left === 0) this.byAddress.delete(sender);
			else this.byAddress.set(sender, left);
			this.connections.delete(socket);
			this.totals.connections--;
		});
		serveSyslog(socket, { ...this.limits, buffer: this.buffer, totals: this.totals });
	}

	private refused(why: string): void {
		this.totals.refusedConnections++;
		this.buffer.problem(`syslog: a connection was refused, as ${why}`);
	}
}
