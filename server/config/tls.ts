/** Makes the server's listener: plain HTTP, or TLS with the key pair that was configured. */
import { readFile } from 'node:fs/promises';
import { type RequestListener, type Server, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

/** Paths of a PEM key pair; both null = no TLS. */
export interface TlsFiles {
	readonly tlsCert: string | null;
	readonly tlsKey: string | null;
}

/**
 * Makes a listener that answers by `handler`; it does not listen yet.
 *
 * @throws Error naming the flag, when a file cannot be read or the two do not make a pair
 */
export async function createListener(files: TlsFiles, handler: RequestListener): Promise<Server> {
	if (files.tlsCert === null || files.tlsKey === null) return createServer(handler);
	const [cert, key] = await Promise.all([
		readPem('--tls-cert', files.tlsCert),
		readPem('--tls-key', files.tlsKey),
	]);
	try {
		return createTlsServer({ cert, key, minVersion: 'TLSv1.2' }, handler);
	} catch (error) {
		throw new Error(
			`--tls-cert, --tls-key: ${files.tlsCert} and ${files.tlsKey} are not a PEM certificate and its key: ${(error as Error).message}`,
			{ cause: error },
		);
	}
}

async function readPem(flag: string, path: string): Promise<Buffer> {
	try {
		return await readFile(path);
	} catch (error) {
		throw new Error(`${flag}: cannot read ${path}: ${(error as Error).message}`, { cause: error });
	}
}
