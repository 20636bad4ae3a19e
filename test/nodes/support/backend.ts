/** Starts the bundled backend for a test file, with no rate limit and every answer checked against its own contract. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import type { IDataObject } from 'n8n-workflow';

const ROOT = resolve(__dirname, '../../..');
/** The backend needs Node 24, which comes with the install; the tests may run on an older one. */
const NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node');
const SCRIPT = join(ROOT, 'server', 'bin', 'log360-server.js');

export interface Backend {
	readonly url: string;
	readonly demoToken: string;
	readonly v1Token: string;
	/** V2 credential that holds the V1 token too. */
	v2(): IDataObject;
	v1(): IDataObject;
	/** Stores events of the server's own form and returns when they can be searched. */
	ingest(events: object[]): Promise<void>;
}

/** Starts a server before the tests of a file and ends it after them; `--empty` goes without demo data. */
export function backend(...options: string[]): Backend {
	let started: { url: string; demoToken: string; v1Token: string };
	let child: ChildProcess;
	let data: string;

	beforeAll(async () => {
		if (!existsSync(join(ROOT, 'server', 'dist', 'main.js'))) {
			throw new Error('The backend is not built: run "npm run build:server" first');
		}
		data = mkdtempSync(join(tmpdir(), 'log360-nodes-'));
		const fixed = ['--port', '0', '--json', '--check-answers', '--rate-limit', 'off'];
		child = spawn(NODE, [SCRIPT, 'start', '--data', data, ...fixed, ...options], {
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		started = await new Promise((done, failed) => {
			child.once('exit', (code) => failed(new Error(`The backend ended with ${code}`)));
			createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', (line) =>
				done(JSON.parse(line) as typeof started),
			);
		});
	}, 60_000);

	afterAll(async () => {
		const ended = new Promise((done) => child.once('exit', done));
		child.kill('SIGTERM');
		await ended;
		rmSync(data, { recursive: true, force: true });
	}, 20_000);

	return {
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
		v1: () => ({ serverUrl: started.url, apiVersion: 'v1', token: started.v1Token }),
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
}
