/** The crash test's command line. */
import { argv } from 'node:process';
import { parseArgs } from 'node:util';

/** What was asked for: number of kills, the kill to begin with, seed, the engine or the event store alone, keeping the data. @throws Error on a wrong number */
export function options() {
	const { values } = parseArgs({
		args: argv.slice(2),
		options: {
			kills: { type: 'string', default: '300' },
			from: { type: 'string', default: '0' },
			seed: { type: 'string', default: '1' },
			events: { type: 'boolean', default: false },
			engine: { type: 'boolean', default: false },
			keep: { type: 'boolean', default: false },
		},
	});
	return {
		...values,
		kills: whole('--kills', values.kills),
		from: whole('--from', values.from),
		seed: whole('--seed', values.seed),
	};
}

function whole(flag, text) {
	if (/^\d{1,9}$/.test(text)) return Number(text);
	throw new Error(`${flag}: expected a whole number, got "${text}"`);
}
