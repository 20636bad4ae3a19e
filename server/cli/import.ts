/** `log360-server import`: brings log files into a data folder or a running server, with progress and a summary. */
import { counted } from './counted';
import { openIngest } from '../compose';
import { zonesOf } from '../logs/sources';
import { systemClock } from '../platform';
import { DataFolder, SqliteEventStore } from '../storage/sqlite';
import {
	type IngestOptions,
	type IngestReport,
	type LineError,
	NotTextError,
} from '../logs/ingest';
import { statSync } from 'node:fs';
import { sendToServer } from './import-remote';
import { Progress } from './progress';
import { dryRun } from './dry-run';
import { type LogPart, logParts } from './log-file';
import { readingText } from './reading-text';
import { shownOptions } from './source-zones';

/** What to import, and where to. */
export interface ImportOptions {
	readonly files: readonly string[];
	/**
	 * A data folder, a running server with a token that has `ingest.WRITE`, or nowhere: the first events are shown, read in the zones
	 * that the log sources of a data folder have.
	 */
	readonly target:
		| { readonly data: string }
		| { readonly url: string; readonly token: string }
		| { readonly dryRun: (text: string) => void; readonly zonesOf?: string | undefined };
	/** How lines are read; without a host the file's name is the host of lines that name none. */
	readonly ingest: IngestOptions;
	/** Receives progress and refused lines (standard error). */
	readonly report: (text: string) => void;
	/** Whether progress may rewrite its line. */
	readonly interactive: boolean;
}

/** Totals of an import. */
export interface ImportSummary {
	readonly stored: number;
	readonly refused: number;
	readonly dropped: number;
	/** Events without a time of their own. */
	readonly untimed: number;
}

/** Refused lines shown of one file; the summary counts all. */
const SHOWN_ERRORS = 20;

/** Sends a stream of bytes somewhere that stores events. */
export type Sink = (
	bytes: AsyncIterable<Uint8Array>,
	ingest: IngestOptions,
) => Promise<IngestReport>;

/**
 * Imports files one after another; gzip data and zip archives are unpacked.
 *
 * @throws Error when a file cannot be read or the target cannot store; the message says what is stored already
 */
export async function importFiles(options: ImportOptions): Promise<ImportSummary> {
	for (const file of options.files) statSync(file);
	const { sink, close } = await openSink(options);
	const total = { stored: 0, refused: 0, dropped: 0, untimed: 0 };
	try {
		for (const file of options.files) {
			for (const part of partsOf(file)) {
				const report = await importPart(part, sink, options);
				if (report === undefined) continue;
				total.stored += report.stored;
				total.refused += report.refused;
				total.dropped += report.dropped;
				total.untimed += report.untimed;
			}
		}
	} finally {
		await close();
	}
	return total;
}

/** @throws Error that names the file */
function* partsOf(file: string): Generator<LogPart> {
	try {
		yield* logParts(file);
	} catch (error) {
		throw named(file, error);
	}
}

/** Imports one log; undefined when it is a file of an archive that holds no text, which is said and passed over. */
async function importPart(
	part: LogPart,
	sink: Sink,
	options: ImportOptions,
): Promise<IngestReport | undefined> {
	const { name, base } = part;
	const progress = new Progress(base, part.size, options.report, options.interactive);
	const bytes = part.bytes((count) => progress.advance(count));
	const ingest = { ...options.ingest, host: options.ingest.host ?? base };
	let report: IngestReport;
	try {
		report = await sink(bytes, ingest);
	} catch (error) {
		if (!part.inArchive || !(error instanceof NotTextError)) throw named(name, error);
		options.report(`${name}: left out. ${error.message}\n`);
		return undefined;
	}
	progress.done(
		`${counted(report.stored, 'event')} stored, ${report.refused} refused${limited(report)}`,
	);
	options.report(readingText(name, report));
	showErrors(name, report.errors, report.refused, options.report);
	return report;
}

function named(name: string, error: unknown): Error {
	return new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
}

async function openSink(
	options: ImportOptions,
): Promise<{ sink: Sink; close: () => Promise<void> }> {
	const { target } = options;
	if ('dryRun' in target) {
		return {
			sink: (bytes, ingest) => dryRun(bytes, shownOptions(ingest, target.zonesOf), target.dryRun),
			close: async () => undefined,
		};
	}
	if ('url' in target) {
		return {
			sink: (bytes, ingest) => sendToServer(bytes, { ...target, ingest }),
			close: async () => undefined,
		};
	}
	const folder = DataFolder.take(target.data);
	const store = await SqliteEventStore.open({ directory: target.data, readers: 1 });
	const service = openIngest({ store, clock: systemClock, maxBytes: Infinity });
	await service.useZones(zonesOf(await store.sources()));
	return {
		sink: (bytes, ingest) => service.take(bytes, ingest),
		close: async () => {
			await service.close();
			await store.close();
			folder.release();
		},
	};
}

/** What was kept, but not read or not kept in full. */
function limited({ unparsed, cut }: IngestReport): string {
	const parts = [
		...(unparsed > 0 ? [`${unparsed} too long or too slow to be read in full`] : []),
		...(cut > 0 ? [`${cut} with values that were cut`] : []),
	];
	return parts.map((part) => `, ${part}`).join('');
}

function showErrors(
	file: string,
	errors: readonly LineError[],
	refused: number,
	report: (text: string) => void,
): void {
	for (const { line, error } of errors.slice(0, SHOWN_ERRORS))
		report(`${file}:${line}: ${error}\n`);
	if (refused > SHOWN_ERRORS)
		report(
			`${file}: ${refused - SHOWN_ERRORS} more ${refused - SHOWN_ERRORS === 1 ? 'line' : 'lines'} refused\n`,
		);
}
