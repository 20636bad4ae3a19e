/** Plays the log samples of a copy of logpai/loghub against imported rules: which of them fire, and how often. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ingested, matchesOf } from './ingested.mts';
import type { ImportedRules } from './sigma-rules.mts';

/** Prints the alerts by sample and rule; true when a rule fires on every line of a sample. */
export function loghub(folder: string, imported: ImportedRules): boolean {
	console.log('\nlog samples:');
	let everywhere = false;
	for (const name of readdirSync(folder).sort()) {
		const file = join(folder, name, `${name}_2k.log`);
		if (!existsSync(file)) continue;
		const events = ingested(readFileSync(file, 'utf8').split('\n'));
		const counts = new Map<number, number>();
		const begin = performance.now();
		for (const [, profile] of matchesOf(events, imported))
			counts.set(profile, (counts.get(profile) ?? 0) + 1);
		const cost = ((performance.now() - begin) * 1000) / events.length;
		console.log(
			`  ${name}: ${events.length} events, ${counts.size} rules fire (${cost.toFixed(0)} µs/event)`,
		);
		for (const [profile, count] of [...counts].sort(([, one], [, other]) => other - one)) {
			const { title, file: rule } = imported.ruleOf(profile);
			const all = count === events.length ? ' ON EVERY LINE' : '';
			console.log(`    ${String(count).padStart(6)}${all}  ${title} (${rule})`);
			everywhere ||= count === events.length;
		}
	}
	return everywhere;
}
