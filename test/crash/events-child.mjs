/** The process that the crash test of the event store kills: a writer that stores, compresses and removes, and reports what is durable. */
import { createRequire } from 'node:module';
import { argv } from 'node:process';
import { writeSync } from 'node:fs';

import { eventAt } from './event-load.mjs';
import { seeded } from './load.mjs';

const require = createRequire(new URL('../../server/dist/main.js', import.meta.url));
const { EventWriter } = require('./storage/sqlite/events/writer.js');
const { BatchPreparer } = require('./logs/store/prepare.js');

const [file, seed, next] = argv.slice(2);
const random = seeded(Number(seed));
/** A pipe is written synchronously on Linux: a line is out before the next statement. */
const say = (line) => writeSync(1, `${JSON.stringify(line)}\n`);

const writer = new EventWriter(file);
const preparer = new BatchPreparer();
say({ ready: true, rewriting: writer.mayPack });
for (let from = Number(next); ; ) {
	if (random() < 0.6) say({ rewriting: writer.packOn() });
	if (random() < 0.3) writer.listOn();
	if (random() < 0.5) {
		const count = 1 + Math.floor(random() * 60);
		say({ storing: [from, count] });
		writer.append({
			...preparer.prepare(Array.from({ length: count }, (_, n) => eventAt(from + n))),
			arrivedAt: Date.now(),
		});
		say({ stored: [from, count] });
		from += count;
	}
	while (writer.countOn());
}
