/** Ports: distinct when picked, and a taken one is named. */
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { freePorts, requireFreePort } from '../../../scripts/n8n/ports.mjs';

test('picked ports differ', async () => {
	const ports = await freePorts(5);
	assert.equal(new Set(ports).size, 5);
});

test('a port is free until somebody listens on it', async (context) => {
	const [port] = await freePorts(1);
	await requireFreePort(port);
	const server = createServer();
	await new Promise((done) => server.listen(port, '127.0.0.1', () => done(undefined)));
	context.after(() => server.close());
	await assert.rejects(requireFreePort(port), new RegExp(`Port ${port} .*another program`));
});
