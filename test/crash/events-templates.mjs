/** Stores as versions of the server left them, one of each layout, from which the crash test of the event store begins. */
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import storeDoor from '../../server/dist/logs/store/index.js';
import writerModule from '../../server/dist/storage/sqlite/events/writer.js';
import { DOOMED, eventAt, FIRST_KIND, LONG_AGO, SECOND_KIND, SHORT } from './event-load.mjs';

const { EventWriter } = writerModule;
const { BatchPreparer } = storeDoor;
const STEPS = createRequire(import.meta.url)('../support/older-layouts.json');

/**
 * What each holds, and the statements that make of today's layout the one that it is named for: 7 has plain text in one table, 8 no lists of
 * words, 9 documents packed with a dictionary that was not made for them, as 10 has, which may lack words of raw logs; 11 has no columns, 12 only
 * sparse rows of the index.
 */
const LAYOUTS = {
	7: { ranges: [SHORT, DOOMED], batch: Infinity, steps: ['12', '11', '10', '9', '8', '7'] },
	8: { ranges: [FIRST_KIND, SECOND_KIND, DOOMED], batch: 150, steps: ['12', '11', '10', '9', '8'] },
	9: { ranges: [FIRST_KIND, SECOND_KIND, DOOMED], batch: 150, steps: ['12', '11', '10', '9'] },
	10: { ranges: [FIRST_KIND, SECOND_KIND, DOOMED], batch: 150, steps: ['12', '11', '10'] },
	11: { ranges: [FIRST_KIND, SECOND_KIND, DOOMED], batch: 150, steps: ['12', '11'] },
	12: { ranges: [FIRST_KIND, SECOND_KIND, DOOMED], batch: 150, steps: ['12'] },
	13: { ranges: [FIRST_KIND, SECOND_KIND, DOOMED], batch: 150, steps: [] },
};

/** Makes them in a folder. @returns for each its layout, its file, and the numbers of its events */
export function makeTemplates(folder) {
	mkdirSync(folder);
	return Object.entries(LAYOUTS).map(([layout, { ranges, batch, steps }]) => {
		const file = join(folder, `layout-${layout}.db`);
		if (steps.length > 0) withoutVacuum(file);
		const numbers = ranges.flatMap(({ from, until }) =>
			Array.from({ length: until - from }, (_, n) => from + n),
		);
		fill(file, numbers, batch);
		const database = new DatabaseSync(file);
		for (const step of steps) database.exec(STEPS[step].join(';'));
		database.exec('PRAGMA journal_mode = DELETE');
		database.close();
		return { layout, file, numbers };
	});
}

/** Files of older versions cannot give pages back. */
function withoutVacuum(file) {
	const database = new DatabaseSync(file);
	database.exec('PRAGMA auto_vacuum = NONE; CREATE TABLE first (id); DROP TABLE first');
	database.close();
}

function fill(file, numbers, batch) {
	const isDoomed = (n) => n >= DOOMED.from;
	for (const [list, arrivedAt] of [
		[numbers.filter((n) => !isDoomed(n)), Date.now()],
		[numbers.filter(isDoomed), LONG_AGO],
	]) {
		// Plain text stays plain while it comes in one batch of a writer.
		const writer = new EventWriter(file);
		const preparer = new BatchPreparer();
		const size = Math.min(batch, list.length);
		for (let at = 0; at < list.length; at += size) {
			const events = list.slice(at, at + size).map(eventAt);
			writer.append({ ...preparer.prepare(events), arrivedAt });
		}
		writer.close();
	}
}
