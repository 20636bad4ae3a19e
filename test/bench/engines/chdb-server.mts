/** A process with chDB in it: `chdb-server.mts FOLDER DATA PORT` takes SQL at /query and JSON lines at /insert, over HTTP on loopback. */
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder, data, port] = process.argv.slice(2) as [string, string, string];

/** As much of chDB's interface as is used here. */
interface Session {
	queryAsync(sql: string, options: { format: string }): Promise<{ bytes(): Uint8Array }>;
	insert(request: {
		table: string;
		format: string;
		values: Buffer;
		settings?: Record<string, number>;
	}): Promise<unknown>;
}

const require = createRequire(join(folder, 'package.json'));
const { Session } = require('chdb') as { Session: new (folder: string) => Session };
const session = new Session(data);

/** An event with a field that the table does not have is refused, so that nothing is left out unseen. */
const STRICT = { input_format_skip_unknown_fields: 0 };

async function answer(request: IncomingMessage): Promise<Uint8Array | string> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	const body = Buffer.concat(parts);
	if (request.url === '/ready') return 'ready';
	if (request.url === '/query')
		return (await session.queryAsync(body.toString(), { format: 'JSONEachRow' })).bytes();
	if (request.url !== '/insert') throw new Error(`no such path: ${request.url}`);
	await session.insert({
		table: 'logs.events',
		format: 'JSONEachRow',
		values: body,
		settings: STRICT,
	});
	return '';
}

createServer((request, response) => {
	answer(request).then(
		(body) => response.end(body),
		(error: unknown) => {
			response.statusCode = 500;
			response.end(String(error));
		},
	);
}).listen(Number(port), '127.0.0.1');
