/** What networks do: addresses, certificates, connections that break off in the middle, and answers that never end. */
import { createServer, type Server, type Socket } from 'node:net';
import tls from 'node:tls';

import { createClient } from '../../../../nodes/Log360/transport/client';
import { networkFailure } from '../../../../nodes/Log360/transport/answer';
import { explainNetwork } from '../../../../nodes/Log360/transport/explainNetwork';
import { bench, reply, TOKEN_V2 } from '../../support/cases';
import { executeContext } from '../../support/n8n';
import { json, scripted, type Scripted } from '../../support/scripted';
import { AUTHORITY, CERTIFICATES } from './certificates';
import { READ as call } from './fakeClient';

const b = bench();
const read = { resource: 'logField', operation: 'getMany', options: { maxRetries: 0 } };

/** A server that gets at the bytes; it is given each connection once a request has begun to arrive. */
async function raw(onRequest: (socket: Socket) => void): Promise<{ url: string; server: Server }> {
	const server = createServer((socket) => {
		socket.on('error', () => undefined);
		socket.once('data', () => onRequest(socket));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as { port: number };
	return { url: `http://127.0.0.1:${port}`, server };
}

describe('the bytes of an answer', () => {
	const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
	const sockets: Socket[] = [];
	let server: Server | undefined;
	afterEach(async () => {
		for (const socket of sockets.splice(0)) socket.destroy();
		await new Promise((done) => (server ? server.close(done) : done(undefined)));
		server = undefined;
	});

	async function failed(onRequest: (socket: Socket) => void) {
		const started = await raw((socket) => {
			sockets.push(socket);
			onRequest(socket);
		});
		server = started.server;
		return await b.fail({ ...b.v2(), serverUrl: started.url }, read);
	}

	it.each([
		['before any byte', (socket: Socket) => socket.destroy()],
		['in the middle of the head', (socket: Socket) => socket.end('HTTP/1.1 200 O')],
		[
			'in the middle of the body',
			(socket: Socket) => socket.end(`${head}content-length: 500\r\n\r\n{"data":`),
		],
		[
			'in the middle of a chunk',
			(socket: Socket) => socket.end(`${head}transfer-encoding: chunked\r\n\r\n50\r\n{"data":`),
		],
		[
			'with a reset in the middle of the body',
			(socket: Socket) => {
				socket.write(`${head}content-length: 500\r\n\r\n{"data":`, () => socket.resetAndDestroy());
			},
		],
	])('that break off %s are an interruption, not half a result', async (_name, onRequest) => {
		const error = await failed(onRequest);
		expect(error.context.cause).toBe('interrupted');
		expect(error.message).toMatch(
			/^Could not list log fields: the connection to http:.* broke off$/,
		);
		expect(error.description).toMatch(/^Reason: .*https:\/\/\.$/);
		expect(error.everything).not.toContain(TOKEN_V2);
	});

	it.each([
		['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n'],
		['a mail server', '220 mail.example ESMTP\r\n'],
		['a TLS alert', '\u0015\u0003\u0003\u0000\u0002\u0002F'],
	])('that are no HTTP, but %s, name the port', async (_name, bytes) => {
		const error = await failed((socket) => socket.end(bytes, 'latin1'));
		expect(error.context.cause).toBe('wrongScheme');
		expect(error.message).toMatch(/does not speak HTTP on this port$/);
		expect(error.description).toContain('Check the port of the credential');
	});
});

describe('HTTP on a port for HTTPS', () => {
	it.each([
		['Tomcat', 'Bad Request\r\nThis combination of host and port requires TLS.\r\n'],
		['nginx', '<html><title>400 The plain HTTP request was sent to HTTPS port</title></html>'],
		['Apache', "<p>Reason: You're speaking plain HTTP to an SSL-enabled server port.</p>"],
	])('is told from what %s answers', async (_name, body) => {
		const answer = reply({ status: 400, body, headers: { 'content-type': 'text/plain' } });
		const error = await b.fail(b.v2(), read, answer);
		expect(error.message).toBe(`Could not list log fields: ${b.url} expects HTTPS on this port`);
		expect(error.description).toBe('Begin the server URL of the credential with https://.');
		expect(error.context.cause).toBe('wrongScheme');
	});
});

describe('certificates', () => {
	const servers: Scripted[] = [];
	afterEach(() => jest.restoreAllMocks());
	afterAll(async () => {
		for (const server of servers) await server.close();
	});

	/** Makes this process trust the authority of the tests; n8n makes its connections without asking anyone. */
	function trustAuthority() {
		const original = tls.createSecureContext.bind(tls);
		jest
			.spyOn(tls, 'createSecureContext')
			.mockImplementation((options) => original({ ...options, ca: AUTHORITY }));
	}

	async function secure(name: keyof typeof CERTIFICATES) {
		const server = await scripted(CERTIFICATES[name]);
		servers.push(server);
		server.answer([json({ data: { fields: [] } })]);
		return { ...b.v2(), serverUrl: server.url };
	}

	it.each([
		['expired', 'CERT_HAS_EXPIRED', 'The certificate has expired: renew it on the server.'],
		[
			'early',
			'CERT_NOT_YET_VALID',
			'The certificate is not valid yet: check the clocks of n8n and of the server.',
		],
		[
			'otherhost',
			'ERR_TLS_CERT_ALTNAME_INVALID',
			'The certificate is for another host name: use the one that stands in it as the server URL.',
		],
	] as const)('%s: %s', async (name, code, advice) => {
		trustAuthority();
		const credential = await secure(name);
		const error = await b.fail(credential, read);
		expect(error.context.cause).toBe('tls');
		expect(error.message).toBe(
			`Could not list log fields: the certificate of ${String(credential.serverUrl)} cannot be verified`,
		);
		expect(error.description).toBe(
			`Reason: ${code}. ${advice} Or switch on "Ignore SSL Issues" in the credential.`,
		);
	});

	it('of an authority that n8n does not know', async () => {
		const error = await b.fail(await secure('otherhost'), read);
		expect(error.description).toMatch(
			/^Reason: UNABLE_TO_VERIFY_LEAF_SIGNATURE\..*NODE_EXTRA_CA_CERTS/,
		);
	});

	it.each(['expired', 'early', 'otherhost'] as const)(
		'%s is accepted with the switch',
		async (name) => {
			const credential = { ...(await secure(name)), ignoreSslIssues: true };
			expect(await b.run(credential, read)).toEqual([]);
		},
	);

	it('never see the token where they cannot be verified', async () => {
		const credential = await secure('expired');
		await b.fail(credential, read);
		expect(servers[servers.length - 1].seen).toEqual([]);
	});
});

describe('time', () => {
	const client = async (timeoutMs: number) =>
		await createClient(executeContext(b.v2(), {}), { timeoutMs });

	it('is up where nothing comes at all', async () => {
		b.answer([{ hang: true }]);
		await expect((await client(60)).send(call)).rejects.toMatchObject({
			message: `Could not list log fields: ${b.url} did not answer in time`,
			context: { cause: 'timeout' },
		});
	});

	it('is up where an answer begins and never ends', async () => {
		const { url, server } = await raw((socket) => {
			socket.write('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"data":');
		});
		const context = executeContext({ ...b.v2(), serverUrl: url }, {});
		const slow = await createClient(context, { timeoutMs: 60 });
		await expect(slow.send(call)).rejects.toMatchObject({ context: { cause: 'timeout' } });
		server.close();
	});

	it('is not tried again, since the server may still be at work', async () => {
		b.answer([{ hang: true }]);
		// A busy machine may take the time for the connection alone: then there is twice as much of it.
		for (let timeoutMs = 60; b.seen.length === 0; timeoutMs *= 2)
			await (await client(timeoutMs)).send(call).catch(() => undefined);
		expect(b.seen).toHaveLength(1);
	});
});

describe('explainNetwork', () => {
	const explained = (code: string, text = '', one = call) =>
		explainNetwork(code, text, one, 'http://x:8095');

	it.each([
		['ECONNREFUSED', 'unreachable'],
		['ENOTFOUND', 'unreachable'],
		['EAI_AGAIN', 'unreachable'],
		['EHOSTUNREACH', 'unreachable'],
		['ENETUNREACH', 'unreachable'],
		['EHOSTDOWN', 'unreachable'],
		['ETIMEDOUT', 'timeout'],
		['ECONNABORTED', 'timeout'],
		['ESOCKETTIMEDOUT', 'timeout'],
		['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
		['ECONNRESET', 'interrupted'],
		['EPIPE', 'interrupted'],
		['', 'interrupted'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
		['CERT_HAS_EXPIRED', 'tls'],
		['CERT_REVOKED', 'tls'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
		['EPROTO', 'wrongScheme'],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'wrongScheme'],
		['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'wrongScheme'],
		['HPE_INVALID_CONSTANT', 'wrongScheme'],
		['ERR_CANCELED', 'canceled'],
	])('%s is %s', (code, cause) => {
		const { cause: found, message, description, httpCode } = explained(code);
		expect(found).toBe(cause);
		expect(message).toMatch(/^Could not list log fields: \S.*[^.]$/);
		if (cause !== 'canceled') expect(description).toMatch(/^[A-Z].*\.$/);
		expect(httpCode).toBeUndefined();
	});

	it.each([
		['self-signed certificate in certificate chain', 'tls'],
		["Hostname/IP does not match certificate's altnames", 'tls'],
		['ssl3_get_record:wrong version number', 'wrongScheme'],
		['timeout of 5000ms exceeded', 'timeout'],
		['socket hang up', 'interrupted'],
	])('"%s" without a code is %s', (text, cause) => {
		expect(explained('', text).cause).toBe(cause);
	});

	it('says in which of the two cases a name or an address is at fault', () => {
		expect(explained('ENOTFOUND').description).toMatch(/host name is not known.*spelling/);
		expect(explained('ECONNREFUSED').description).toMatch(
			/8095, older installations 8400.*container/,
		);
	});

	it('quotes the reason where there is no code', () => {
		expect(explained('', 'socket hang up').description).toMatch(/^Reason: "socket hang up"\./);
	});
});

describe('networkFailure', () => {
	const withCode = (message: string, code?: string, cause?: unknown) =>
		Object.assign(new Error(message), { code, cause });

	it('finds code and innermost words, however often n8n has wrapped the error', () => {
		const inner = withCode('connect ECONNREFUSED', 'ECONNREFUSED');
		const wrapped = withCode('outer', undefined, withCode('middle', undefined, inner));
		expect(networkFailure(wrapped)).toEqual({
			kind: 'network',
			code: 'ECONNREFUSED',
			text: 'connect ECONNREFUSED',
		});
	});

	it('prefers the outermost code', () => {
		const failure = networkFailure(withCode('a', 'ERR_CANCELED', withCode('b', 'ECONNRESET')));
		expect(failure).toMatchObject({ code: 'ERR_CANCELED', text: 'b' });
	});

	it.each([[undefined], [null], ['text'], [{}], [{ code: 5, message: 7 }]])(
		'survives %j',
		(error) => {
			expect(networkFailure(error)).toEqual({ kind: 'network', code: '', text: '' });
		},
	);

	it('survives an error that is its own cause', () => {
		const error = withCode('loop', 'EPIPE');
		error.cause = error;
		expect(networkFailure(error)).toMatchObject({ code: 'EPIPE', text: 'loop' });
	});
});
