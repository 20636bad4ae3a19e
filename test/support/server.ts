/** Servers for tests: in this process, on a free port and with a data folder of their own, gone after the test or the test file that started them. */
import { ManualClock } from '../../server/platform';
import type { TokenRegistry } from '../../server/access/tokens';
import { ALL_SCOPES, type Scope } from '../../server/contract';
import { type RunningServer, type ServerOptions, startServer } from '../../server/main';
import { arrangementOf, disableSource, openTokensOf, removeElsewhere } from './arrangement';
import { tempFolder } from './temp';

/** What the servers' clock shows at first, epoch ms. */
export const NOW = Date.UTC(2026, 0, 31, 12);

/** A call's answer. */
export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	/** Parsed body; the text when it is not JSON. */
	readonly body: any;
}

/** How a call differs from an authorised JSON call. */
export interface CallOptions {
	/** Token; the demo token of the path's generation by default, null for none. */
	readonly token?: string | null;
	readonly method?: string;
	/** Body: text and bytes go out as they are, anything else as JSON. */
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
}

/** Running servers; those that a test started for itself end with it, so that the next one has their threads. */
const servers: TestServer[] = [];
let ofTest: Set<TestServer> | undefined;

beforeEach(() => void (ofTest = new Set()));
afterEach(async () => {
	const started = ofTest ?? [];
	ofTest = undefined;
	for (const server of started) await server.close();
});
afterAll(async () => {
	for (const server of [...servers]) await server.close();
	await removeElsewhere();
});

/** A running server and the means to talk to it. */
export class TestServer {
	/** Faults that the server reported: anything in here is a bug. */
	readonly faults: unknown[] = [];
	private running!: RunningServer;
	private administrator: Promise<string> | undefined;
	private closing: Promise<void> | undefined;

	private constructor(
		readonly directory: string,
		readonly clock: ManualClock,
	) {}

	/** Starts an empty server; `api` settings are merged into the defaults, a manual `clock` goes on being used. */
	static async start(
		options: Partial<Omit<ServerOptions, 'api'>> & { api?: Partial<ServerOptions['api']> } = {},
	): Promise<TestServer> {
		const { data = tempFolder(), clock } = options;
		const server = new TestServer(
			data,
			clock instanceof ManualClock ? clock : new ManualClock(NOW),
		);
		server.running = await startServer({
			data: server.directory,
			host: '127.0.0.1',
			port: 0,
			empty: true,
			demoTokens: true,
			maxBatch: 64 * 1024 * 1024,
			readers: 1,
			tlsCert: null,
			tlsKey: null,
			adminPassword: 'a password of tests',
			// At production's cost a start would spend more on this than on all else.
			passwordCost: { cost: 1024, blockSize: 8, parallelization: 1 },
			logLevel: 'silent',
			clock: server.clock,
			...arrangementOf(server.directory),
			...options,
			api: {
				pageSize: 1000,
				v1Envelope: 'results',
				v1Form: 'client',
				maxBody: 1024 * 1024,
				checkAnswers: true,
				rateLimit: null,
				maxConcurrentSearches: null,
				v1Sunset: null,
				onFault: (error) => server.faults.push(error),
				...options.api,
			},
		});
		servers.push(server);
		ofTest?.add(server);
		return server;
	}

	get url(): string {
		return this.running.url;
	}

	get demoToken(): string {
		return this.running.demoToken as string;
	}

	get v1Token(): string {
		return this.running.v1Token as string;
	}

	get syslog(): RunningServer['syslog'] {
		return this.running.syslog;
	}

	/** Retention, for tests that move the clock over what is kept. */
	get retention(): NonNullable<RunningServer['retention']> {
		return this.running.retention as NonNullable<RunningServer['retention']>;
	}

	/** The job engine, for tests that move the clock over jobs. */
	get jobs(): RunningServer['jobs'] {
		return this.running.jobs;
	}

	/** Moves the clock on, second by second, until `event` has happened: what sleeps in the server wakes up on its way. */
	async untilCalled(event: Promise<void>): Promise<void> {
		let over = false;
		void event.then(() => (over = true));
		while (!over) {
			this.clock.advance(1_000);
			await this.jobs.wake();
			await new Promise((resolve) => setImmediate(resolve));
		}
	}

	/** Moves the clock and lets jobs do what has become due. */
	async advance(ms: number): Promise<void> {
		this.clock.advance(ms);
		await this.running.jobs.wake();
	}

	/** Hands running jobs back at once, closes, and starts again on the same data and clock. */
	async restart(options: Parameters<typeof TestServer.start>[0] = {}): Promise<TestServer> {
		await this.running.jobs.stop(0);
		await this.close();
		const next = await TestServer.start({
			...options,
			data: this.directory,
			clock: this.clock,
		});
		// What was there before the test goes on after it.
		if (ofTest?.has(this) === false) ofTest.delete(next);
		return next;
	}

	/** Calls `path`; POST when there is a body. */
	async call(path: string, options: CallOptions = {}): Promise<Answer> {
		const { body } = options;
		const token = options.token === undefined ? await this.tokenFor(path) : options.token;
		const response = await fetch(this.url + path, {
			method: options.method ?? (body === undefined ? 'GET' : 'POST'),
			headers: {
				...(token === null ? {} : { authorization: `Bearer ${token}` }),
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...options.headers,
			},
			...(body === undefined
				? {}
				: {
						body:
							typeof body === 'string' || body instanceof Uint8Array
								? (body as BodyInit)
								: JSON.stringify(body),
					}),
		});
		const text = await response.text();
		return { status: response.status, headers: response.headers, body: parsed(text) };
	}

	/** A V2 search over all times; `body` adds to it or replaces it. */
	search(body: Record<string, unknown> = {}, options: CallOptions = {}): Promise<Answer> {
		const whole = {
			query: '*',
			start_time: '1970-01-01T00:00:00Z',
			end_time: '2100-01-01T00:00:00Z',
			...body,
		};
		return this.call('/api/v2/search', { body: whole, ...options });
	}

	/** Sends log lines; `query` is the query string with its question mark. */
	ingest(lines: string | Uint8Array, query = '', options: CallOptions = {}): Promise<Answer> {
		return this.call(`/ingest${query}`, {
			body: lines,
			...options,
			headers: { 'content-type': 'application/x-ndjson', ...options.headers },
		});
	}

	/** Sends events in this server's own form. */
	async store(events: readonly Record<string, unknown>[]): Promise<void> {
		const answer = await this.ingest(events.map((event) => JSON.stringify(event)).join('\n'));
		expect(answer).toMatchObject({ status: 200, body: { stored: events.length, refused: 0 } });
	}

	/** A fresh V2 token with exactly these scopes, made by another process as the server sees it. */
	async tokenWith(scopes: readonly Scope[], expiresAt: number | null = null): Promise<string> {
		const { secret } = await this.withRegistry((registry) =>
			registry.create({ name: 'limited', generation: 'v2', scopes, expiresAt }),
		);
		return secret;
	}

	/** Works on the server's tokens from outside. */
	async withRegistry<T>(work: (registry: TokenRegistry) => Promise<T>): Promise<T> {
		const { registry, close } = await openTokensOf(this.directory, this.clock);
		try {
			return await work(registry);
		} finally {
			await close();
		}
	}

	/** Stops taking in the logs of a host. */
	disableSource(name: string): Promise<void> {
		return disableSource(this.directory, name);
	}

	/** Ends the server; safe to call twice. */
	close(): Promise<void> {
		return (this.closing ??= this.end());
	}

	private async end(): Promise<void> {
		const place = servers.indexOf(this);
		if (place >= 0) servers.splice(place, 1);
		await this.running.close();
	}

	/** A token of every scope, `admin` too; made at the first call. */
	adminToken(): Promise<string> {
		return (this.administrator ??= this.tokenWith(ALL_SCOPES));
	}

	private tokenFor(path: string): string | Promise<string> {
		if (path.startsWith('/admin/')) return this.adminToken();
		return path.startsWith('/RestAPI/') ? this.v1Token : this.demoToken;
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
