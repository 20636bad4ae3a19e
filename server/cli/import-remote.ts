/** Sends a long stream of log lines to a running server in batches that end at line ends. */
import {
	addReadings,
	isDirective,
	type IngestOptions,
	type IngestReport,
	type LineError,
	NO_READING,
	recordLines,
	zoneText,
} from '../logs/ingest';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';

/** Bytes of one batch: large enough to be fast, far below what a server accepts. */
const BATCH_BYTES = 8 * 1024 * 1024;
const NEWLINE = 0x0a;
const HASH = 0x23;
const MAX_LISTED = 1_000;
/** Waits before a batch that got no answer is sent again, ms. */
const PAUSES_MS = [500, 2_000, 8_000];

/** Where to send to. */
export interface RemoteTarget {
	readonly url: string;
	/** Token with the scope `ingest.WRITE`; goes into the header only. */
	readonly token: string;
	readonly ingest: IngestOptions;
	/** Waits before a batch is sent again, ms; {@link PAUSES_MS} by default. */
	readonly pauses?: readonly number[];
}

/**
 * Sends everything and adds the batches' reports up.
 *
 * @throws Error that says from which line on nothing is stored, when a batch fails
 */
export async function sendToServer(
	bytes: AsyncIterable<Uint8Array>,
	target: RemoteTarget,
): Promise<IngestReport> {
	const total = {
		lines: 0,
		stored: 0,
		refused: 0,
		dropped: 0,
		unparsed: 0,
		cut: 0,
		errors: [] as LineError[],
	};
	let reading = NO_READING;
	let { year } = target.ingest;
	let before = 0;
	const header = new Header();
	for await (const batch of lineBatches(recordLines(bytes))) {
		const ingest = { ...target.ingest, year };
		const lines = header.lines();
		header.read(batch);
		before -= lines.length;
		const whole = Buffer.concat([Buffer.from(lines.map((line) => `${line}\n`).join('')), batch]);
		const report = await sendAgain(whole, { ...target, ingest }, total.lines === 0).catch(
			(error: unknown) => {
				throw new Error(
					`${explain(error)}; the lines up to ${before + lines.length} are stored, line ${before + lines.length + 1} and later are not known to be`,
				);
			},
		);
		total.lines += report.lines;
		total.stored += report.stored;
		total.refused += report.refused;
		total.dropped += report.dropped;
		total.unparsed += report.unparsed;
		total.cut += report.cut;
		const room = MAX_LISTED - total.errors.length;
		total.errors.push(
			...report.errors.slice(0, room).map(({ line, error }) => ({ line: line + before, error })),
		);
		reading = addReadings(reading, report, before);
		year = report.year ?? year;
		before += countLines(whole);
	}
	return { ...total, ...reading };
}

/**
 * Sends a batch until an answer comes, a few times: under one key it is stored once, however often it arrives.
 *
 * @param isFirst whether nothing was sent before: then a server that is not there is a wrong address rather than one that restarts
 */
async function sendAgain(
	batch: Buffer,
	target: RemoteTarget,
	isFirst: boolean,
): Promise<IngestReport> {
	const key = randomUUID();
	for (const wait of target.pauses ?? PAUSES_MS) {
		try {
			return await sendBatch(batch, key, target);
		} catch (error) {
			if (!isPassing(error) || (isFirst && isNobody(error))) throw error;
		}
		await pause(wait);
	}
	return sendBatch(batch, key, target);
}

/** Whether an error may be gone the next time: no answer at all, or one that asks for patience. */
function isPassing(error: unknown): boolean {
	if (!axios.isAxiosError(error)) return false;
	const { response } = error;
	return response === undefined || [429, 502, 503, 504].includes(response.status);
}

/** Whether nobody listens at the address, or there is no such address. */
function isNobody(error: unknown): boolean {
	const { code } = error as { code?: unknown };
	return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EHOSTUNREACH';
}

async function sendBatch(
	batch: Buffer,
	key: string,
	{ url, token, ingest }: RemoteTarget,
): Promise<IngestReport> {
	const response = await axios.post<IngestReport>(new URL('/ingest', url).href, batch, {
		headers: {
			authorization: `Bearer ${token}`,
			'content-type': 'application/x-ndjson',
			'idempotency-key': key,
		},
		params: {
			format: ingest.format,
			host: ingest.host,
			year: ingest.year,
			tz: ingest.timeZone === undefined ? undefined : zoneText(ingest.timeZone),
			date_order: ingest.dateOrder,
		},
		maxBodyLength: Infinity,
		maxRedirects: 0,
	});
	// Earlier servers do not say how lines were read.
	return { ...NO_READING, ...response.data };
}

/** What went wrong, without the request: its headers hold the token. */
function explain(error: unknown): string {
	if (!axios.isAxiosError(error)) return String(error);
	const body = error.response?.data as { error?: { detail?: string } } | undefined;
	return body?.error?.detail ?? error.message ?? error.code ?? 'the server could not be reached';
}

async function* lineBatches(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
	let parts: Buffer[] = [];
	let size = 0;
	for await (const chunk of bytes) {
		parts.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
		size += chunk.length;
		if (size < BATCH_BYTES) continue;
		const whole = Buffer.concat(parts);
		const end = whole.lastIndexOf(NEWLINE) + 1;
		if (end > 0) yield whole.subarray(0, end);
		parts = [whole.subarray(end)];
		size = whole.length - end;
	}
	if (size > 0) yield Buffer.concat(parts);
}

/** The lines of a file that say how those after them are to be read; every batch begins with them. */
class Header {
	private readonly byName = new Map<string, string>();

	lines(): string[] {
		return [...this.byName.values()];
	}

	read(batch: Buffer): void {
		let at = batch[0] === HASH ? 0 : batch.indexOf('\n#') + 1;
		while (batch[at] === HASH) {
			const newline = batch.indexOf(NEWLINE, at);
			const end = newline < 0 ? batch.length : newline;
			const line = batch.toString('utf8', at, end).trimEnd();
			if (isDirective(line)) this.byName.set(line.split(/[:\s]/, 1)[0]!, line);
			const next = batch.indexOf('\n#', end);
			at = next < 0 ? batch.length : next + 1;
		}
	}
}

function countLines(batch: Buffer): number {
	let lines = 0;
	for (let at = batch.indexOf(NEWLINE); at >= 0; at = batch.indexOf(NEWLINE, at + 1)) lines++;
	return lines;
}
