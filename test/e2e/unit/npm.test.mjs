/** Running npm: its output on success, a telling error otherwise. */
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { elapsedSince, runNpm } from '../../../scripts/n8n/npm.mjs';

test('standard output comes back', async () => {
	assert.match(await runNpm(['--version'], { cwd: tmpdir() }), /^\d+\.\d+\.\d+\s*$/);
});

test('a failing command is named together with what npm said', async () => {
	const failing = runNpm(['no-such-command'], { cwd: tmpdir() });
	await assert.rejects(failing, /npm no-such-command ended with 1:\n.*no-such-command/s);
});

test('an outer npm run does not point the inner npm at its own package', async (context) => {
	process.env.npm_config_local_prefix = '/somewhere/else';
	context.after(() => delete process.env.npm_config_local_prefix);
	const prefix = await runNpm(['prefix'], { cwd: tmpdir() });
	assert.notEqual(prefix.trim(), '/somewhere/else');
});

test('elapsed time reads as minutes and seconds', () => {
	assert.equal(elapsedSince(Date.now() - 9_000), '9s');
	assert.equal(elapsedSince(Date.now() - 65_000), '1m05s');
});
