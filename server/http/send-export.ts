/** Sends an exported file, which both dialects offer. */
import type { IncidentExports } from '../response/incidents';
import type { Context } from 'koa';

/** Streams the file with its name, type, size and checksum. */
export function sendExport(
	ctx: Context,
	{ file, stream }: Awaited<ReturnType<IncidentExports['open']>>,
): void {
	ctx.type = file.contentType;
	ctx.attachment(file.name);
	ctx.length = file.size;
	// RFC 9530; the sum is of the file as it is, whatever compression the connection adds.
	ctx.set('Repr-Digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
	ctx.body = stream;
}
