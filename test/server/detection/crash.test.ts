/** Exactly once: after a process was killed at any moment, the alerts are those of the events that are stored. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { tempFolder } from '../../support/temp';
import { Bench, event } from './support';

const dist = join(__dirname, '../../../server/dist');

/** Stores batches of three events, one group each, and says when one is stored; ends only by being killed. */
const CHILD = `
const { EventWriter } = require(${JSON.stringify(join(dist, 'storage/sqlite/events/writer.js'))});
const { BatchPreparer } = require(${JSON.stringify(join(dist, 'logs/store/prepare.js'))});
const writer = new EventWriter(process.argv[1]);
const preparer = new BatchPreparer();
for (let batch = Number(process.argv[2]); ; batch++) {
	const events = [0, 1, 2].map((n) => ({ time: 1e12 + batch * 10 + n, fields: { HOSTNAME: 'h', KIND: 'bad', GROUP: batch } }));
	writer.append(preparer.prepare(events));
	require('node:fs').writeSync(1, batch + '\\n');
}`;

it('keeps events and alerts together through kills', async () => {
	const file = join(tempFolder(), 'events.db');
	const first = new Bench(file);
	first.profile({
		steps: [{ query: 'KIND = bad', count: 3 }],
		within: 1_000,
		by: ['GROUP'],
	});
	first.close();
	let acknowledged = 0;
	for (let life = 0; life < 6; life++) {
		const child = spawn(process.execPath, ['-e', CHILD, file, String(life * 100_000)], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const ended = once(child, 'exit');
		const lines = createInterface({ input: child.stdout });
		let heard = 0;
		for await (const _ of lines) if (++heard === 3 + life * 2) child.kill('SIGKILL');
		await ended;
		acknowledged += heard;
	}
	const bench = new Bench(file);
	const alerts = bench.alerts();
	const groups = new Set(alerts.map((alert) => alert.group));
	expect(alerts.map((alert) => alert.seq)).toEqual(alerts.map((_, n) => n + 1));
	expect(groups.size).toBe(alerts.length);
	expect(alerts.length).toBeGreaterThanOrEqual(acknowledged);
	expect(new Set(alerts.map((alert) => alert.events))).toEqual(new Set([3]));
	expect(bench.find('*')).toHaveLength(alerts.length);
	bench.store([event(1e12, { KIND: 'good' })]);
	bench.checkIntegrity();
	bench.close();
});
