/** Starts the bundled backend for a test file, with no rate limit and every answer checked against its own contract. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';
import { order } from './backend-process';
import type { Started } from './order';

export interface Backend {
	readonly url: string;
	readonly demoToken: string;
	readonly v1Token: string;
	/** V2 credential that holds the V1 token too. */
	v2(): IDataObject;
	/** V2 credential without a V1 token. */
	v2Only(): IDataObject;
	v1(): IDataObject;
	/** V2 credential whose token has these scopes and no others. */
	withScopes(...scopes: string[]): Promise<IDataObject>;
	/** Calls the server past the node, to arrange what a test needs or to read back what the node did; fails on an error. */
	call(method: string, path: string, body?: unknown): Promise<IDataObject>;
	/** Names of the operations of the contract that the server answered while `work` ran, each once, sorted. */
	answered(work: () => Promise<unknown>): Promise<string[]>;
	/** Stores events of the server's own form and returns when they can be searched. */
	ingest(events: object[]): Promise<void>;
}

/** A backend whose clock only tests move. */
export interface ClockedBackend extends Backend {
	/** Moves the clock and lets jobs do what has become due. */
	advance(ms: number): Promise<void>;
}

/** As {@link backend} without demo data, with a clock that stands at `begin` (epoch ms) until it is moved. */
export function clockedBackend(begin: number, pageSize: number): ClockedBackend {
	const { server, number } = served(begin, '--empty', '--page-size', String(pageSize));
	const advance = async (ms: number) => void (await order({ server: number(), advance: ms }));
	// Spreading would read addresses and tokens before there are any.
	const properties = Object.getOwnPropertyDescriptors(server);
	return Object.defineProperties({ advance }, properties) as ClockedBackend;
}

/** Starts a server before the tests of a file and ends it after them; `--empty` goes without demo data, `--rate-limit` sets one. */
export function backend(...options: string[]): Backend {
	return served(undefined, ...options).server;
}

/** @param begin where a clock begins that stands still, epoch ms; the machine's clock without */
function served(begin: number | undefined, ...options: string[]) {
	const unlimited = options.includes('--rate-limit') ? [] : ['--rate-limit', 'off'];
	const fixed = ['--port', '0', '--readers', '1', '--demo-tokens', '--check-answers'];
	const args = [...fixed, ...unlimited, '--log-level', 'silent', ...options];
	let started: Started;
	/** Of the order that started it; 0 = none did. */
	let number = 0;
	let data: string;

	beforeAll(async () => {
		data = mkdtempSync(join(tmpdir(), 'log360-nodes-'));
		const start = { data, args, ...(begin === undefined ? {} : { begin }) };
		const done = await order({ start });
		number = done.number;
		started = done.told as Started;
	});

	afterAll(async () => {
		if (number > 0) await order({ server: number, close: true });
		rmSync(data, { recursive: true, force: true });
	});

	let administrator: Promise<unknown> | undefined;
	const tokenOfAllScopes = async () => (await order({ server: number, administrator: true })).told;
	const tokenFor = (path: string) => {
		if (path.startsWith('/admin/')) return (administrator ??= tokenOfAllScopes());
		return path.startsWith('/RestAPI/') ? started.v1Token : started.demoToken;
	};
	const request = async (method: string, path: string, body?: unknown) => {
		const token = await tokenFor(path);
		const response = await fetch(started.url + path, {
			method,
			headers: {
				authorization: `Bearer ${token}`,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path} gave ${response.status}: ${text}`);
		return (text === '' ? {} : JSON.parse(text)) as IDataObject;
	};

	const server: Backend = {
		get url() {
			return started.url;
		},
		get demoToken() {
			return started.demoToken;
		},
		get v1Token() {
			return started.v1Token;
		},
		v2: () => ({ serverUrl: started.url, token: started.demoToken, v1Token: started.v1Token }),
		v2Only: () => ({ serverUrl: started.url, token: started.demoToken }),
		v1: () => ({ serverUrl: started.url, apiVersion: 'v1', token: started.v1Token }),
		async withScopes(...scopes) {
			const body = { name: 'limited', scopes, expires: 'never' };
			const { secret } = await request('POST', '/admin/api/tokens', body);
			return { serverUrl: started.url, token: secret };
		},
		call: request,
		async answered(work) {
			const before = await answeredSoFar(started.url);
			await work();
			const after = await answeredSoFar(started.url);
			return [...after.keys()]
				.filter((name) => (after.get(name) ?? 0) > (before.get(name) ?? 0))
				.sort();
		},
		async ingest(events) {
			const response = await fetch(`${started.url}/ingest`, {
				method: 'POST',
				headers: {
					authorization: `Bearer ${started.demoToken}`,
					'content-type': 'application/x-ndjson',
				},
				body: events.map((event) => JSON.stringify(event)).join('\n'),
			});
			const text = await response.text();
			if (!response.ok) throw new Error(`Ingest failed with ${response.status}: ${text}`);
		},
	};
	return { server, number: () => number };
}

/** How often the server has answered each operation of its contract, by its own count, once no answer is under way. */
async function answeredSoFar(url: string): Promise<Map<string, number>> {
	const text = await eventually(async () => {
		const metrics = await (await fetch(`${url}/metrics`)).text();
		// The one request in flight is this one.
		return /^log360_http_requests_in_flight 1$/m.test(metrics) ? metrics : undefined;
	});
	const counts = new Map<string, number>();
	for (const [, name, count] of text.matchAll(
		/^log360_http_requests_total\{operation="((?!server\.(?:metrics|health)\b)[\w.]+)",[^}]*\} (\d+)$/gm,
	)) {
		counts.set(name, (counts.get(name) ?? 0) + Number(count));
	}
	return counts;
}

/** Asks until there is an answer: for what the server does by itself, which no call waits for. */
export async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
	for (;;) {
		const found = await ask();
		if (found !== undefined) return found;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
