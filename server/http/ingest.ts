/** `POST /ingest`: raw log lines in, counts and refused lines out. Our own extension, not part of Log360. */
import {
	batchKey,
	DamagedDataError,
	type IngestService,
	NotTextError,
	parseZone,
} from '../logs/ingest';
import type { Context } from 'koa';
import { createGunzip } from 'node:zlib';
import { ApiError } from './errors';
import type { Handler } from './endpoint';

const KEY_HEADER = 'Idempotency-Key';

/** The handler of the ingest. The body is streamed: memory does not grow with the batch. */
export function ingest(service: IngestService): Handler<'server.ingest'> {
	return async ({ query, token, ctx }) => {
		const options = {
			key: keyOf(ctx, token.id),
			owner: token.id,
			format: query.format,
			host: query.host,
			year: query.year,
			timeZone: query.tz === undefined ? undefined : parseZone(query.tz),
			dateOrder: query.date_order,
			// What the connection has read; those of an unpacker are its own.
			givesBuffers: isPlain(ctx),
		};
		const report = await service.take(bytesOf(ctx), options).catch((error: unknown) => {
			if (error instanceof NotTextError)
				throw new ApiError('unsupported_media_type', error.message);
			throw error;
		});
		return {
			...report,
			errors: [...report.errors],
			readings: [...report.readings],
			examples: [...report.examples],
		};
	};
}

/** The digest of the `Idempotency-Key` header, undefined without one. */
function keyOf(ctx: Context, sender: string): string | undefined {
	const key = ctx.get(KEY_HEADER);
	if (ctx.req.headers[KEY_HEADER.toLowerCase()] === undefined) return undefined;
	if (/^[\x21-\x7e]{1,255}$/.test(key)) return batchKey(sender, key);
	throw new ApiError(
		'invalid_parameter',
		`${KEY_HEADER}: expected 1 to 255 printable ASCII characters without blanks`,
	);
}

function encodingOf(ctx: Context): string {
	return ctx.get('content-encoding').toLowerCase();
}

function isPlain(ctx: Context): boolean {
	return ['', 'identity'].includes(encodingOf(ctx));
}

/** The uncompressed body. */
async function* bytesOf(ctx: Context): AsyncIterable<Uint8Array> {
	const encoding = encodingOf(ctx);
	if (isPlain(ctx)) {
		// A sender that is refused half-way is to see the answer, for which its connection has to live.
		yield* ctx.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
		return;
	}
	if (encoding !== 'gzip') {
		throw new ApiError(
			'unsupported_media_type',
			`compressed with "${encoding}"; gzip or no compression is accepted`,
		);
	}
	const gunzip = createGunzip();
	ctx.req.on('error', (error) => gunzip.destroy(error));
	ctx.req.pipe(gunzip);
	try {
		yield* gunzip;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code?.startsWith('Z_') === true) {
			throw new DamagedDataError(`expected gzip data, got damaged data (${code})`);
		}
		throw error;
	}
}
