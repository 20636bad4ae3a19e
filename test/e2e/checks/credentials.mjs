/** The test button of the credential: what works, and what is told apart. */
import assert from 'node:assert/strict';
import { makeToken } from '../lib/admin.mjs';
import { freePorts } from '../../../scripts/n8n/ports.mjs';

/** @param {import('../run.mjs').World} world */
export async function checkCredentials({ checks, client, backend, v2, v1 }) {
	/**
	 * Tests a credential as typed in, before it is saved.
	 *
	 * @param {typeof v2} base
	 * @param {Record<string, unknown>} [changes]
	 */
	const test = async (base, changes = {}) =>
		await client.testCredential({ ...base, id: '', data: { ...base.data, ...changes } });

	await checks.check('the credential test accepts the tokens of both generations', async () => {
		for (const [base, changes] of /** @type {const} */ ([
			[v2, {}],
			[v2, { v1Token: backend.v1Token }],
			[v1, {}],
		])) {
			const { status, message } = await test(base, changes);
			assert.equal(status, 'OK', message);
		}
	});

	await checks.check('the credential test names a bad token, without showing it', async () => {
		for (const base of [v2, v1]) {
			const { status, message } = await test(base, { token: 'wrong-9f2c' });
			assert.equal(status, 'Error', message);
			assert.match(message, /token/i);
			assert.ok(!message.includes('wrong-9f2c'), message);
		}
	});

	await checks.check('the credential test says when only the V1 token is bad', async () => {
		const { status, message } = await test(v2, { v1Token: 'wrong-9f2c' });
		assert.equal(status, 'Error', message);
		assert.match(message, /V1 token/);
	});

	await checks.check('the credential test names the scope that a token lacks', async () => {
		const token = await makeToken(backend, ['jobs.READ']);
		const { status, message } = await test(v2, { token });
		assert.equal(status, 'Error', message);
		assert.match(message, /logfields\.READ/);
		assert.ok(!message.includes(token), message);
	});

	await checks.check('the credential test names an unreachable server', async () => {
		const [port] = await freePorts(1);
		const { status, message } = await test(v2, { serverUrl: `http://127.0.0.1:${port}` });
		assert.equal(status, 'Error', message);
		assert.match(message, /reach|connect|refused/i);
		assert.ok(message.includes(String(port)), message);
	});
}
