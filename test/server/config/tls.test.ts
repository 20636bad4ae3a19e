/** The listener, with and without TLS. */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createListener } from '../../../server/config/tls';
import { selfSigned } from './self-signed';

const directory = mkdtempSync(join(tmpdir(), 'l360-tls-'));
const tlsCert = join(directory, 'cert.pem');
const tlsKey = join(directory, 'key.pem');

beforeAll(() => {
	const { cert, key } = selfSigned();
	writeFileSync(tlsCert, cert);
	writeFileSync(tlsKey, key);
});

afterAll(() => rmSync(directory, { recursive: true }));

it('speaks TLS with the given pair', async () => {
	const server = await createListener({ tlsCert, tlsKey }, (_, response) => response.end('hello'));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const [response] = await once(
		request({
			port,
			host: '127.0.0.1',
			servername: 'localhost',
			ca: readFileSync(tlsCert),
			agent: false,
		}).end(),
		'response',
	);
	expect(response.socket.getProtocol()).toBe('TLSv1.3');
	expect(await response.toArray()).toEqual([Buffer.from('hello')]);
	server.closeAllConnections();
	server.close();
});

it('speaks plain HTTP without one', async () => {
	const server = await createListener({ tlsCert: null, tlsKey: null }, (_, response) =>
		response.end('hello'),
	);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('hello');
	server.closeAllConnections();
	server.close();
});

it('names the flag of a file that cannot be read', async () => {
	const none = join(directory, 'none.pem');
	await expect(createListener({ tlsCert: none, tlsKey }, () => undefined)).rejects.toThrow(
		`--tls-cert: cannot read ${none}: ENOENT`,
	);
	await expect(createListener({ tlsCert, tlsKey: none }, () => undefined)).rejects.toThrow(
		`--tls-key: cannot read ${none}: ENOENT`,
	);
});

it('tells when the files are no pair, without repeating them', async () => {
	const other = join(directory, 'other.pem');
	writeFileSync(other, 'not PEM at all');
	const failing = createListener({ tlsCert, tlsKey: other }, () => undefined);
	await expect(failing).rejects.toThrow(
		/^--tls-cert, --tls-key: .* are not a PEM certificate and its key: /,
	);
	await expect(failing).rejects.toThrow(
		expect.objectContaining({ message: expect.not.stringContaining('not PEM at all') }),
	);
});
