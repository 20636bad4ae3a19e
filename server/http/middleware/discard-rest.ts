/** Reads and forgets what a sender goes on sending after it was answered, so that it comes to see the answer. */
import type { IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';

/** A sender that goes on longer than this has been told often enough, bytes. */
const MOST_BYTES = 256 * 1024 * 1024;
/** The same in time, ms; one that sends nothing for a while is ended by the server's keep-alive time before. */
const MOST_MS = 30_000;
const EVERY_MS = 100;

/**
 * Many clients look for an answer only once they have sent everything. Were a refused body left unread, they would wait, and then see
 * that the connection was reset instead of why.
 *
 * @param most bytes that are read, after which the connection is ended
 */
export function discardRest(most = MOST_BYTES): Middleware {
	return ({ req, res }, next) => {
		if (hasBody(req)) {
			res.once('finish', () => {
				if (!req.complete && !req.destroyed) discard(req, most);
			});
		}
		return next();
	};
}

/** RFC 9112, section 6.3: a request without either header has none. */
function hasBody({ headers }: IncomingMessage): boolean {
	return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function discard(request: IncomingMessage, most: number): void {
	const { socket } = request;
	const before = socket.bytesRead;
	const begin = performance.now();
	// Node hands on no bytes of a request that it discards by itself, so they are counted where they arrive.
	const watch = setInterval(() => {
		if (socket.bytesRead - before > most || performance.now() - begin > MOST_MS) socket.destroy();
	}, EVERY_MS).unref();
	request.once('close', () => clearInterval(watch));
	request.unpipe();
	// Whoever read it has stopped, but a listener that is left would keep it waiting.
	request.removeAllListeners('readable');
	request.resume();
}
