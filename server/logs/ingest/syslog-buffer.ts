/** Holds live syslog until it is stored: bounded in lines and bytes, sent on in small batches, and counted. */
import type { IngestService } from './service';

/** Lines wait this long for company, ms: a batch costs one disk sync whatever its size. */
const FLUSH_MS = 100;
const FLUSH_LINES = 2_000;
const FLUSH_BYTES = 1024 ** 2;
/** Most lines that have come and are not stored; as many more of short ones would take more memory than their bytes say. */
const MOST_LINES = 50_000;
/** Batches of senders that go to the store side by side: it makes them durable together. */
const SENDERS_AT_ONCE = 64;
/** Problems that are told of each batch; more are counted. */
const TOLD = 5;

/** What happened to live syslog since the start; for metrics. */
export interface SyslogTotals {
	/** Lines taken. */
	lines: number;
	/** UDP datagrams dropped because the store could not keep up. */
	dropped: number;
	/** Lines that were taken and could not be stored. */
	lost: number;
	/** TCP connections that were refused, because there were too many. */
	refusedConnections: number;
	/** TCP connections that were closed, because nothing came for too long. */
	idleConnections: number;
	/** Times that TCP senders were paused, because the store could not keep up. */
	pauses: number;
	/** TCP connections at present. */
	connections: number;
	/** Bytes that have come and are not stored, at present. */
	waitingBytes: number;
}

/** Nothing yet. */
export function noSyslog(): SyslogTotals {
	return {
		...{ lines: 0, dropped: 0, lost: 0, refusedConnections: 0, idleConnections: 0, pauses: 0 },
		...{ connections: 0, waitingBytes: 0 },
	};
}

/** What the buffer works with. */
export interface SyslogBufferParts {
	readonly ingest: Pick<IngestService, 'lines'>;
	readonly totals: SyslogTotals;
	/** Most bytes that may wait. */
	readonly maxBytes: number;
	readonly onProblem: (message: string) => void;
}

interface Waiting {
	readonly lines: string[];
	bytes: number;
}

/** The lines that wait, by sender, which is the host of lines that name none. */
export class SyslogBuffer {
	private waiting = new Map<string, Waiting>();
	/** Of those that no batch has taken up yet. */
	private unsent = { lines: 0, bytes: 0 };
	/** Of all that are not stored yet. */
	private held = { lines: 0, bytes: 0 };
	private timer: NodeJS.Timeout | undefined;
	private flushing: Promise<void> = Promise.resolve();
	private resume: (() => void)[] = [];
	private problems: string[] = [];
	private untold = 0;

	constructor(private readonly parts: SyslogBufferParts) {}

	/** Whether no more may come in until some is stored. */
	get isFull(): boolean {
		return this.held.bytes >= this.parts.maxBytes || this.held.lines >= MOST_LINES;
	}

	/** Takes a line of `bytes` bytes. */
	add(sender: string, line: string, bytes: number): void {
		const entry = this.waiting.get(sender) ?? { lines: [], bytes: 0 };
		this.waiting.set(sender, entry);
		entry.lines.push(line);
		entry.bytes += bytes;
		this.parts.totals.lines++;
		for (const sum of [this.unsent, this.held]) {
			sum.lines++;
			sum.bytes += bytes;
		}
		this.parts.totals.waitingBytes = this.held.bytes;
		const most = Math.min(FLUSH_BYTES, this.parts.maxBytes / 4);
		if (this.unsent.lines >= FLUSH_LINES || this.unsent.bytes >= most) void this.flush();
		else this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
	}

	/** Resolves once there is room again. */
	room(): Promise<void> {
		if (!this.isFull) return Promise.resolve();
		this.parts.totals.pauses++;
		return new Promise((resolve) => this.resume.push(resolve));
	}

	/** Sends on what waits; resolves when it is durable. */
	flush(): Promise<void> {
		clearTimeout(this.timer);
		this.timer = undefined;
		const { waiting } = this;
		this.waiting = new Map();
		this.unsent = { lines: 0, bytes: 0 };
		this.flushing = this.flushing.then(() => this.store(waiting));
		return this.flushing;
	}

	/** Tells of a problem with what a sender sent; a flood of them is told by its number. */
	problem(message: string): void {
		if (this.problems.length < TOLD) this.problems.push(message);
		else this.untold++;
		this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
	}

	private tell(): void {
		for (const message of this.problems.splice(0)) this.parts.onProblem(message);
		if (this.untold > 0) this.parts.onProblem(`syslog: ${this.untold} more problems of this kind`);
		this.untold = 0;
	}

	private async store(waiting: ReadonlyMap<string, Waiting>): Promise<void> {
		const senders = [...waiting];
		for (let at = 0; at < senders.length; at += SENDERS_AT_ONCE) {
			await Promise.all(
				senders.slice(at, at + SENDERS_AT_ONCE).map(([sender, one]) => this.send(sender, one)),
			);
			if (!this.isFull) for (const resume of this.resume.splice(0)) resume();
		}
		this.tell();
	}

	private async send(sender: string, { lines, bytes }: Waiting): Promise<void> {
		try {
			const { errors } = await this.parts.ingest.lines(lines, { format: 'syslog', host: sender });
			for (const { error } of errors) this.problem(`syslog from ${sender}: ${error}`);
		} catch (error) {
			this.parts.totals.lost += lines.length;
			this.problem(`syslog from ${sender}: ${lines.length} lines lost: ${String(error)}`);
		} finally {
			this.held = { lines: this.held.lines - lines.length, bytes: this.held.bytes - bytes };
			this.parts.totals.waitingBytes = this.held.bytes;
		}
	}
}
