/** The command `verify`: our own server is as the contract says; servers that deviate are told how, and nothing of theirs is shown. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyCommand } from '../../../../server/cli/verify/command';
import { NOW, TestServer } from '../../../support/server';

const TOKEN = 'a-token-that-must-not-show';

async function run(url: string, argv: readonly string[] = [], env = {}) {
	let stdout = '';
	let stderr = '';
	const code = await verifyCommand(['--url', url, ...argv], {
		env,
		clock: { now: () => NOW },
		stdout: (text) => (stdout += text),
		stderr: (text) => (stderr += text),
	});
	return { code, stdout, stderr };
}

describe('our own server', () => {
	let server: TestServer;
	beforeAll(async () => {
		server = await TestServer.start();
		await server.call('/ingest', {
			body: [{ TIME: NOW - 60_000, HOSTNAME: 'ws1', USERNAME: 'alice', EVENTID: 4625 }],
		});
		await server.call('/api/v2/incident', { body: { name: 'Secret project' } });
	});
	afterAll(() => expect(server.faults).toEqual([]));

	it('answers every reading operation of both APIs as the contract says', async () => {
		const { code, stdout } = await run(server.url, ['--json'], {
			LOG360_TOKEN: server.demoToken,
			LOG360_V1_TOKEN: server.v1Token,
		});
		const { operations } = JSON.parse(stdout);
		expect(operations.filter(({ verdict }: any) => verdict !== 'same')).toEqual([]);
		expect(operations.length).toBeGreaterThan(20);
		expect(code).toBe(0);
	});

	it('reads only: nothing is created, not even a job', async () => {
		const before = await server.call('/api/v2/incident');
		await run(server.url, [], { LOG360_TOKEN: server.demoToken });
		expect((await server.call('/api/v2/incident')).body).toEqual(before.body);
		const jobs = await server.call('/admin/api/jobs');
		expect(jobs.body.jobs ?? []).toEqual([]);
	});

	it('holds neither tokens nor address nor values', async () => {
		const { stdout } = await run(server.url, [], {
			LOG360_TOKEN: server.demoToken,
			LOG360_V1_TOKEN: server.v1Token,
		});
		for (const secret of [server.demoToken, server.v1Token, server.url, 'alice', 'ws1', 'Secret'])
			expect(stdout).not.toContain(secret);
		expect(stdout).toContain('as in the contract');
	});

	it('says which operations a token is refused for, and counts that as a difference', async () => {
		const { code, stdout } = await run(server.url, [], { LOG360_TOKEN: 'wrong' });
		expect(stdout).toMatch(/refused +POST \/api\/v2\/search/);
		expect(stdout).toMatch(/\n {4}401 \d+ Unauthorized, error with code, detail, title/);
		expect(code).toBe(1);
	});
});

/** A server that answers everything alike. */
class Deviant {
	readonly methods = new Set<string>();
	private readonly server: Server;

	constructor(answer: (path: string) => { status?: number; type?: string; text: string }) {
		this.server = createServer((request: IncomingMessage, response: ServerResponse) => {
			this.methods.add(`${request.method} ${request.url?.split('?')[0]}`);
			const { status = 200, type = 'application/json', text } = answer(request.url ?? '');
			response.writeHead(status, { 'content-type': type, location: '/elsewhere' }).end(text);
		});
	}

	async start(): Promise<string> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	[Symbol.asyncDispose] = () =>
		new Promise<void>((resolve) => {
			this.server.close(() => resolve());
			this.server.closeAllConnections();
		});
}

async function reportOn(
	answer: unknown,
	{ status = 200, type = 'application/json' } = {},
): Promise<{ code: number; stdout: string; of: (path: string) => string }> {
	await using deviant = new Deviant(() => ({
		...{ status, type },
		text: typeof answer === 'string' ? answer : JSON.stringify(answer),
	}));
	const { code, stdout } = await run(await deviant.start(), [], { LOG360_TOKEN: TOKEN });
	expect(stdout).not.toContain(TOKEN);
	const of = (path: string) =>
		stdout.split(/\n(?=\S)/).find((part) => part.includes(` ${path} `)) ?? '';
	return { code, stdout, of };
}

describe('servers that deviate', () => {
	it('lists whose data is the array itself are a known form', async () => {
		const { of } = await reportOn({ data: [], meta: { total_no_of_objects: 7, start_index: '1' } });
		const agents = of('/api/v2/log-sources/agents');
		expect(agents).toContain('another form that the nodes read too');
		expect(agents).toContain('data is the list itself');
		expect(agents).toContain('the total is called meta.total_no_of_objects');
		expect(agents).toContain('meta.start_index is a text');
	});

	it('missing, unknown and mistyped fields are named with their types, and never their values', async () => {
		const { of, stdout, code } = await reportOn({
			data: { hits: 'top secret', 'alice@example.com': 1 },
			meta: { cursor: null, surprise: { a: 'hidden' } },
		});
		const search = of('/api/v2/search');
		expect(search).toMatch(/^DIFFERS/);
		expect(search).toContain('data.hits is string, array in the contract');
		expect(search).toContain('data.<a key that is no name> (number) is not in the contract');
		expect(search).toContain('meta.surprise (object) is not in the contract');
		expect(search).toContain('meta.total_items is missing, number in the contract');
		expect(stdout).not.toMatch(/top secret|alice|hidden/);
		expect(code).toBe(1);
	});

	it.each([
		['a page of a login', '<html>', 200, 'text/html', /it is no JSON but text\/html/],
		[
			'an error with 200',
			{ error: { code: '10001015', title: 'Forbidden' } },
			200,
			undefined,
			/200 with an error in it 10001015 Forbidden/,
		],
		[
			'an error without the title of one',
			{ error: { code: 'x y', title: 'user alice@corp' } },
			500,
			undefined,
			/500, error with code, title/,
		],
		['a redirect', 'moved', 302, 'text/plain', /302, without JSON/],
		[
			'an unknown path',
			{ error: { title: 'Page Not Found' } },
			404,
			undefined,
			/not there[^\n]*\n {4}404 Page Not Found/,
		],
		['a list', [], 200, undefined, /is array, object in the contract/],
		['a number of JSON', '7', 200, undefined, /is number, object in the contract/],
	])('%s', async (_name, answer, status, type, expected) => {
		const { of, stdout } = await reportOn(answer, { status, ...(type ? { type } : {}) });
		expect(of('/api/v2/search')).toMatch(expected);
		expect(stdout).not.toContain('alice');
	});

	it('one field that differs in a thousand items is told once', async () => {
		const hits = Array.from({ length: 1000 }, () => 5);
		const { of } = await reportOn({
			data: { hits },
			meta: { total_items: 1000, items_in_current_page: 1000 },
		});
		expect(of('/api/v2/search').match(/data\.hits\[\]/g)).toHaveLength(1);
	});

	it('only calls that read are made', async () => {
		await using deviant = new Deviant(() => ({ text: '{}' }));
		await run(await deviant.start(), [], { LOG360_TOKEN: TOKEN, LOG360_V1_TOKEN: TOKEN });
		const posts = [...deviant.methods].filter((call) => !call.startsWith('GET '));
		expect(posts.sort()).toEqual([
			'POST /RestAPI/v1/alerts',
			'POST /RestAPI/v1/meta/alert_profiles',
			'POST /RestAPI/v1/search',
			'POST /api/v2/alerts',
			'POST /api/v2/report/profiles',
			'POST /api/v2/search',
		]);
	});
});

describe('the command line', () => {
	it.each([
		[[], 'x', '--url: expected an address such as'],
		[['--url', 'log360'], 'x', 'got "log360"'],
		[['--url', 'http://127.0.0.1:1'], '', 'expected the token in LOG360_TOKEN'],
		[['--url', 'http://127.0.0.1:1', '--token', 'x'], '', "Unknown option '--token'"],
		[['--url', 'http://127.0.0.1:1', 'more'], 'x', 'expected options only'],
	])('%j is refused', async (argv, token, expected) => {
		let stderr = '';
		const code = await verifyCommand(argv, {
			env: { LOG360_TOKEN: token },
			clock: { now: () => NOW },
			stdout: () => undefined,
			stderr: (text) => (stderr += text),
		});
		expect(code).toBe(2);
		expect(stderr).toContain(expected);
	});

	it('a server that is not there is said once, without a report', async () => {
		const { code, stdout, stderr } = await run('http://127.0.0.1:1', [], { LOG360_TOKEN: TOKEN });
		expect([code, stdout]).toEqual([1, '']);
		expect(stderr).toBe(
			'log360-server: the server does not answer: nothing listens at this address\n',
		);
	});

	it('has a help', async () => {
		expect((await run('', ['--help'])).stdout).toContain('It only reads');
	});
});
