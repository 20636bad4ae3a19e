/**
 * `node test/field/sigma.mts FOLDER [LOGHUB]`: imports the rules of a copy of SigmaHQ/sigma and plays its regression
 * events, and the log samples of a copy of logpai/loghub, against them.
 *
 * Prints for each rule that has events whether it fired on them (fired, silent), which other rules fired (surplus), and where the
 * imported rules and an evaluator of the specification disagree. Ends with 1 when a bound is missed.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readRegression } from './lib/regression.mts';
import { loghub } from './lib/loghub-alerts.mts';
import { importAll } from './lib/sigma-rules.mts';
import { playEvents } from './lib/sigma-play.mts';

const [folder, samples] = process.argv.slice(2);
if (folder === undefined || !existsSync(join(folder, 'regression_data'))) {
	console.error(
		'usage: node test/field/sigma.mts SIGMA [LOGHUB], copies of SigmaHQ/sigma and logpai/loghub',
	);
	process.exit(2);
}
/** The share of rules for Windows and Linux with events that must fire. */
const BOUND = 0.98;

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
	.filter((path) => /^rules[^/]*\/.*\.yml$/.test(path))
	.sort()
	.map((path) => ({ name: path, text: readFileSync(join(folder, path), 'utf8') }));
const begin = performance.now();
const imported = await importAll(files);
console.log(
	`${files.length} files imported in ${((performance.now() - begin) / 1000).toFixed(1)} s`,
);
for (const line of imported.summary) console.log(`  ${line}`);

const cases = readRegression(folder);
const play = playEvents(folder, imported, cases);
console.log(`\nregression: ${cases.length} rules with events`);
for (const line of play.table) console.log(line);
let failed = play.share < BOUND || play.foreign > 0 || play.disagreements > 0;
if (samples !== undefined) failed = loghub(samples, imported) || failed;
process.exitCode = failed ? 1 : 0;
