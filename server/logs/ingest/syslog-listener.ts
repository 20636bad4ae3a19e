/** Listens for live syslog over UDP and TCP and hands what arrives to the ingest in small batches. */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { SyslogStreamSplitter } from './framing';
import { MAX_LINE_BYTES } from './parse-line';
import type { IngestService } from './service';

/** Lines wait this long for company, ms: a batch costs one disk sync whatever its size. */
const FLUSH_MS = 100;
const FLUSH_LINES = 2_000;
/** With this many lines waiting, TCP senders are paused until some are stored. */
const PAUSE_LINES = 20_000;

/** Where to listen. */
export interface SyslogOptions {
	/** Address to listen on. */
	readonly host: string;
	/** UDP port; 0 picks a free one; absent = no UDP. */
	readonly udpPort?: number | undefined;
	/** TCP port; 0 picks a free one; absent = no TCP. */
	readonly tcpPort?: number | undefined;
	/** Told about refused lines and failed batches, for the log. */
	readonly onProblem: (message: string) => void;
}

/** A running syslog listener. UDP lines that arrive faster than they can be stored are dropped and counted. */
export class SyslogListener {
	/** Lines by sender, which is the host of lines that name none. */
	private waiting = new Map<string, string[]>();
	private count = 0;
	private timer: NodeJS.Timeout | undefined;
	private flushing: Promise<void> = Promise.resolve();
	private closed: Promise<void> | undefined;
	private udp: UdpSocket | undefined;
	private tcp: Server | undefined;
	private readonly connections = new Set<Socket>();
	/** UDP lines dropped because the store could not keep up. */
	dropped = 0;

	private constructor(
		private readonly ingest: IngestService,
		private readonly options: SyslogOptions,
	) {}

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
		clearTimeout(this.timer);
		this.timer = undefined;
		this.flushing = this.flushing.then(() => this.storeWaiting());
		return this.flushing;
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
		for (const connection of this.connections) connection.destroy();
		await new Promise<void>((resolve) =>
			this.tcp === undefined ? resolve() : this.tcp.close(() => resolve()),
		);
		await this.flush();
	}

	private async listenUdp(port: number): Promise<void> {
		const socket = createSocket({
			type: this.options.host.includes(':') ? 'udp6' : 'udp4',
			recvBufferSize: 4 << 20,
		});
		socket.on('message', (message, sender) => {
			if (this.count >= PAUSE_LINES) {
				this.dropped++;
				return;
			}
			const text = message.toString('utf8').replace(/[\r\n\0]+$/, '');
			if (text !== '') this.add(sender.address, text);
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
		const splitter = new SyslogStreamSplitter(
			{ maxLineBytes: MAX_LINE_BYTES },
			{
				frame: (text) => {
					if (text.trim() !== '') this.add(sender, text);
				},
				refused: (error) => this.options.onProblem(`syslog from ${sender}: ${error}`),
			},
		);
		this.connections.add(socket);
		socket.on('data', (chunk) => {
			splitter.push(chunk);
			if (this.count < PAUSE_LINES) return;
			socket.pause();
			void this.flush().finally(() => socket.resume());
		});
		socket.on('end', () => splitter.end());
		socket.on('error', () => undefined);
		socket.on('close', () => this.connections.delete(socket));
	}

	private add(sender: string, line: string): void {
		const lines = this.waiting.get(sender);
		if (lines === undefined) this.waiting.set(sender, [line]);
		else lines.push(line);
		this.count++;
		if (this.count >= FLUSH_LINES) void this.flush();
		else this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
	}

	private async storeWaiting(): Promise<void> {
		const waiting = this.waiting;
		this.waiting = new Map();
		this.count = 0;
		for (const [sender, lines] of waiting) {
			try {
				const report = await this.ingest.lines(lines, { format: 'syslog', host: sender });
				for (const { error } of report.errors)
					this.options.onProblem(`syslog from ${sender}: ${error}`);
			} catch (error) {
				this.options.onProblem(
					`syslog from ${sender}: ${lines.length} lines lost: ${String(error)}`,
				);
			}
		}
	}
}
