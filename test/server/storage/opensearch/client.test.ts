/** How this server signs in to OpenSearch, as a node sees it, and what it says where it cannot. */
import { connect, type ClientOptions } from '../../../../server/storage/opensearch';
import { type IncomingHttpHeaders, createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { selfSigned } from '../../config/self-signed';

const AWS = '@aws-sdk/credential-provider-node';

const opened: Server[] = [];
afterEach(async () => {
	jest.dontMock(AWS).resetModules();
	for (const server of opened.splice(0)) await new Promise((done) => server.close(done));
});

/** A node that only looks at who asks. */
async function node(make: (listener: RequestListener) => Server, options: ClientOptions) {
	const seen: IncomingHttpHeaders[] = [];
	const server = make((request, response) => {
		seen.push(request.headers);
		response.setHeader('Content-Type', 'application/json').setHeader('Connection', 'close');
		response.end('{"name": "a"}');
	});
	opened.push(server);
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	const nodes = options.nodes.map((address) => address.replace('PORT', String(port)));
	const client = connect({ ...options, nodes });
	try {
		expect(await client.call({ method: 'GET', path: '/' })).toEqual({ name: 'a' });
	} finally {
		await client.close();
	}
	return seen[0] as IncomingHttpHeaders;
}

const plain = (options: Omit<ClientOptions, 'nodes'>) =>
	node((listener) => createServer(listener), { nodes: ['http://127.0.0.1:PORT'], ...options });

it('without anything it does not say who it is', async () => {
	expect(await plain({})).not.toHaveProperty('authorization');
});

it('by user and password', async () => {
	const { authorization } = await plain({ user: { name: 'me', password: 'p:w ü' } });
	expect(authorization).toBe(`Basic ${Buffer.from('me:p:w ü').toString('base64')}`);
});

it('by API key', async () => {
	expect((await plain({ apiKey: 'os_abc' })).authorization).toBe('ApiKey os_abc');
});

it('by AWS credentials, signed for the region', async () => {
	jest.doMock(AWS, () => ({
		defaultProvider: () => () =>
			Promise.resolve({ accessKeyId: 'AKID', secretAccessKey: 'hunter2', sessionToken: 'session' }),
	}));
	const headers = await plain({ awsRegion: 'eu-central-1' });
	expect(headers.authorization).toMatch(
		/^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-central-1\/es\/aws4_request, SignedHeaders=[^,]*, Signature=[0-9a-f]{64}$/,
	);
	expect(headers['x-amz-security-token']).toBe('session');
	expect(JSON.stringify(headers)).not.toContain('hunter2');
});

it('without the package of AWS it says which one to install', () => {
	jest.doMock(AWS, () => {
		throw Object.assign(new Error(`Cannot find module '${AWS}'`), { code: 'MODULE_NOT_FOUND' });
	});
	expect(() => connect({ nodes: ['http://127.0.0.1:1'], awsRegion: 'eu-central-1' })).toThrow(
		`signing in to Amazon OpenSearch Service needs the package ${AWS}, which is not installed: npm install ${AWS}, beside log360-server`,
	);
});

describe('over TLS', () => {
	const { cert, key } = selfSigned();
	const tls = (options: Omit<ClientOptions, 'nodes'>) =>
		node((listener) => createTlsServer({ cert, key }, listener), {
			nodes: ['https://localhost:PORT'],
			...options,
		});

	it('it trusts the certificates that it is given', async () => {
		expect(await tls({ ca: cert, apiKey: 'os_abc' })).toMatchObject({
			authorization: 'ApiKey os_abc',
		});
	});

	it('and no others, and the error has no secret in it', async () => {
		const failing = tls({ ca: selfSigned().cert, apiKey: 'os_hunter2' });
		await expect(failing).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
		const error = (await failing.catch((thrown: Error) => thrown)) as Error;
		expect(`${error.message} ${JSON.stringify(error)}`).not.toContain('os_hunter2');
	});
});
