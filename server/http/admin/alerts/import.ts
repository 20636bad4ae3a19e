/** `POST /admin/api/alerts/profiles/import`: Sigma rules as text, as a list of files, or as a zip archive. */
import {
	type AlertService,
	importProfiles,
	readPlaceholders,
	type RuleFile,
	rulesOfArchive,
	summarize,
	summaryLines,
} from '../../../detection';
import { AdminError } from '../../../access/admin';
import { ZipError } from '../../../platform';
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import type { Context } from 'koa';
import { z } from 'zod';
import { bodyOf, queryOf } from '../body';

/** Largest body of an archive or a list of files, bytes: several times the largest public collection. */
const LIMIT = 64 * 1024 * 1024;
const PROGRESS_EVERY_MS = 200;
const LINES = 'application/x-ndjson';

const textBody = z.strictObject({
	sigma: z.string({ error: 'expected the text of a Sigma rule file' }),
});
const importQuery = z.strictObject({
	unsupported: z
		.enum(['disable', 'refuse'], { error: 'expected disable or refuse' })
		.prefault('disable'),
});
const line = z.union([
	z.strictObject({ name: z.string().max(1_000), text: z.string() }),
	z.strictObject({ placeholders: z.record(z.string(), z.unknown()) }),
]);

interface ImportRequest {
	readonly files: Iterable<RuleFile>;
	readonly placeholders?: unknown;
}

/**
 * Imports the rules of a request.
 *
 * The body is JSON (`{"sigma": "..."}`), a zip archive, or NDJSON with a line `{"name", "text"}` for each file and
 * at most one `{"placeholders"}`. The answer is JSON, or with `Accept: application/x-ndjson` lines: `{"done", "total"}` as
 * it goes on, at last `{"results", "summary"}` or `{"error"}`.
 *
 * @param onImported is told the summary
 */
export async function importRequest(
	ctx: Context,
	alerts: AlertService,
	onImported: (summary: string) => Promise<void>,
): Promise<void> {
	const { unsupported } = queryOf(ctx, importQuery);
	const { files, placeholders } = await readRequest(ctx);
	const table =
		placeholders === undefined ? undefined : asRequest(() => readPlaceholders(placeholders));
	const run = async (onProgress?: (done: number, total: number) => void) => {
		const results = await importProfiles(files, (drafts) => alerts.importProfiles(drafts), {
			...{ unsupported, placeholders: table, onProgress },
		});
		const summary = summarize(results);
		await onImported(summaryLines(summary)[0] as string);
		return { results, summary, lines: summaryLines(summary) };
	};
	if (ctx.accepts('application/json', LINES) === LINES) answerInLines(ctx, run);
	else ctx.body = await asZip(run);
}

async function readRequest(ctx: Context): Promise<ImportRequest> {
	if (ctx.is('application/zip') !== false && ctx.is('application/zip') !== null) {
		const archive = await readBytes(ctx.req);
		return { files: await asZip(async () => [...rulesOfArchive(archive)]) };
	}
	if (ctx.is(LINES)) return readLines((await readBytes(ctx.req)).toString('utf8'));
	return { files: [{ name: 'rules', text: bodyOf(ctx, textBody).sigma }] };
}

function readLines(text: string): ImportRequest {
	const files: RuleFile[] = [];
	let placeholders: unknown;
	for (const [index, content] of text.split('\n').entries()) {
		if (content.trim() === '') continue;
		const read = asRequest(() => line.parse(JSON.parse(content)), `line ${index + 1}`);
		if ('placeholders' in read) placeholders = read.placeholders;
		else files.push(read);
	}
	return { files, placeholders };
}

function asRequest<T>(read: () => T, where?: string): T {
	try {
		return read();
	} catch (error) {
		const what =
			where === undefined ? (error as Error).message : 'is neither a file nor placeholders';
		throw new AdminError(400, 'invalid_request', `${where ?? 'placeholders'}: ${what}`);
	}
}

async function asZip<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof ZipError) throw new AdminError(400, 'invalid_request', error.message);
		throw error;
	}
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > LIMIT)
			throw new AdminError(413, 'body_too_large', `The body is larger than ${LIMIT} bytes.`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** Errors after the first line can only be told in a line. */
function answerInLines(
	ctx: Context,
	run: (onProgress: (done: number, total: number) => void) => Promise<object>,
): void {
	const stream = new PassThrough();
	const write = (value: object) => stream.write(`${JSON.stringify(value)}\n`);
	ctx.type = LINES;
	ctx.body = stream;
	let told = 0;
	void run((done, total) => {
		if (performance.now() - told < PROGRESS_EVERY_MS) return;
		told = performance.now();
		write({ done, total });
	})
		.then(write, (error: Error) => write({ error: error.message }))
		.finally(() => stream.end());
}
