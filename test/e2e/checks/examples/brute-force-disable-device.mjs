/** The example brute-force-disable-device: two devices, one refused, one approved. */
import assert from 'node:assert/strict';
import { press } from '../../fakes/mail.mjs';
import { isEnabled } from './alert-triage.mjs';
import { clearedLog, guessedPassword } from './attacks.mjs';

const HOSTS = ['guessed1-e2e', 'guessed2-e2e'];

/** @param {import('./stage.mjs').Stage} stage */
export async function checkBruteForce(stage) {
	const { mail, world } = stage;
	const { checks, client, backend } = world;
	const name = 'example: after a brute force, the device that somebody approves is disabled';
	await checks.check(name, async () => {
		const file = 'brute-force-disable-device/workflow.json';
		const stored = await stage.publish(await stage.store(file, {}, { dryRun: false }));
		const before = mail.count();
		await backend.importEvents([...HOSTS.flatMap(guessedPassword), clearedLog('cleared-e2e')]);
		/** @type {string[]} */
		const asked = [];
		for (const [nth, button] of ['Leave it', 'Disable it'].entries()) {
			// A question and its outcome, one device after the other.
			const question = await mail.mail(before + 2 * nth + 1);
			const host = /^Disable (\S+)\?$/.exec(question.subject)?.[1] ?? question.subject;
			assert.match(question.html, /brute force/i);
			assert.match(question.html, /svc-backup/);
			asked.push(host);
			assert.equal(await isEnabled(stage, host), true);
			await press(question, button);
			const { subject } = await mail.mail(before + 2 * nth + 2);
			assert.match(subject, new RegExp(`^${host}: ${nth === 0 ? 'left as it is' : 'disabled'}$`));
		}
		assert.deepEqual([...asked].sort(), HOSTS);
		assert.deepEqual(await Promise.all(asked.map((host) => isEnabled(stage, host))), [true, false]);
		const [first] = (await client.executionsOf(stored.id)).reverse();
		assert.equal((await client.waitForExecution(first.id)).status, 'success');
		assert.equal(mail.count(), before + 4);
	});
}
