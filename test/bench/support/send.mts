/** Requests over connections that are kept, as bare as can be, so that the client adds as little as possible to what is measured. */
import { Agent, request } from 'node:http';

/** A request. */
export interface Outgoing {
	readonly url: string;
	readonly token: string;
	readonly method?: string;
	readonly body?: Uint8Array | string;
	/** Content type; JSON by default. */
	readonly type?: string;
	/** Whose connections it takes; those of all by default. */
	readonly agent?: Agent;
}

const shared = new Agent({ keepAlive: true });

/**
 * Resolves with the whole body.
 *
 * @throws Error with status and beginning of the answer when it is not 200
 */
export function send({
	url,
	token,
	method = 'GET',
	body,
	type = 'application/json',
	agent = shared,
}: Outgoing): Promise<Buffer> {
	const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
	const headers = { authorization: `Bearer ${token}`, 'content-type': type, ...length };
	return new Promise((resolve, reject) => {
		const outgoing = request(url, { method, agent, headers }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			// Without this, one that breaks off would be waited for in vain.
			answer.on('error', reject);
			answer.on('end', () => {
				const whole = Buffer.concat(parts);
				if (answer.statusCode === 200) resolve(whole);
				else reject(new Error(`HTTP ${answer.statusCode}: ${whole.toString().slice(0, 500)}`));
			});
		});
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}

/** Closes the connections that are kept. */
export function disconnect(): void {
	shared.destroy();
}
