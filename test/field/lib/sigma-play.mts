/** Plays regression events against imported rules, and compares with an evaluator of the specification. */
import { NotCovered, evaluate } from '../../support/sigma-evaluator.ts';
import { ingested, matchesOf } from './ingested.mts';
import type { RegressionCase } from './regression.mts';
import { SourceTable, sigmaEvent } from './sigma-event.mts';
import type { ImportedRules, RuleText } from './sigma-rules.mts';

/** What came of it. */
export interface Play {
	readonly table: readonly string[];
	/** Share of the rules for Windows and Linux with events that fired. */
	readonly share: number;
	/** Rules of another product that fired. */
	readonly foreign: number;
	/** Where the rules and the evaluator disagree. */
	readonly disagreements: number;
}

/** Plays all cases. @param folder a copy of SigmaHQ/sigma */
export function playEvents(
	folder: string,
	imported: ImportedRules,
	cases: readonly RegressionCase[],
): Play {
	const sources = new SourceTable(folder);
	const counts = { imported: 0, fired: 0, silent: 0, refused: 0 };
	const table: string[] = [];
	const surplus = new Map<string, number>();
	let [covered, coveredFired, foreign, disagreements, compared] = [0, 0, 0, 0, 0];
	for (const { rule: id, title, lines } of cases) {
		const rule = imported.rules.get(id);
		const result = imported.results.get(id);
		if (rule === undefined || result?.profile == null) {
			counts.refused++;
			table.push(`  not imported: ${title}: ${result?.problems.join('; ') ?? 'no such rule'}`);
			continue;
		}
		counts.imported++;
		const fired = new Set<string>();
		for (const line of lines) {
			const events = ingested([line]);
			const found = new Set(
				matchesOf(events, imported).map(([, profile]) => imported.ruleOf(profile)),
			);
			for (const each of found) {
				fired.add(each.id);
				if (
					each.logsource['product'] !== undefined &&
					each.logsource['product'] !== rule.logsource['product']
				) {
					foreign++;
					table.push(`  FOREIGN: ${each.title} (${each.file}) fired on ${title}`);
				}
				if (each.id !== id) surplus.set(each.title, (surplus.get(each.title) ?? 0) + 1);
			}
			if (!line.startsWith('{')) continue;
			const wanted = wantedRules(line, imported, sources);
			compared += imported.rules.size;
			for (const each of new Set([...found, ...wanted])) {
				if (!imported.results.get(each.id)?.profile || found.has(each) === wanted.has(each))
					continue;
				disagreements++;
				table.push(
					`  DISAGREE: ${each.title} (${each.file}): ${found.has(each) ? 'fired' : 'silent'} on an event of ${title}`,
				);
			}
		}
		const hasFired = fired.has(id);
		if (hasFired) counts.fired++;
		else {
			counts.silent++;
			table.push(
				`  silent: ${title} (${rule.file})${[...result.problems, ...result.notes].map((text) => `; ${text}`).join('')}`,
			);
		}
		if (['windows', 'linux'].includes(rule.logsource['product'] ?? '')) {
			covered++;
			if (hasFired) coveredFired++;
		}
	}
	const others = [...surplus].sort(([, one], [, other]) => other - one);
	table.push(
		`imported ${counts.imported}, fired ${counts.fired}, silent ${counts.silent}, not imported ${counts.refused}`,
		`surplus: ${others.length} other rules fired, ${others.reduce((sum, [, n]) => sum + n, 0)} times; most often ${others
			.slice(0, 5)
			.map(([title, n]) => `${title} (${n})`)
			.join(', ')}`,
		`of other products: ${foreign}; disagreements with the specification: ${disagreements} of ${compared} pairs of rule and event`,
		`of Windows and Linux: ${coveredFired} of ${covered} fired`,
	);
	return { table, share: coveredFired / covered, foreign, disagreements };
}

/** The rules that the specification's evaluator says an event meets. */
function wantedRules(line: string, imported: ImportedRules, sources: SourceTable): Set<RuleText> {
	const event = sigmaEvent(line);
	const wanted = new Set<RuleText>();
	for (const rule of imported.rules.values()) {
		if (rule.detection === undefined) continue;
		const view = sources.view(rule.logsource, event);
		if (view === undefined) continue;
		try {
			if (evaluate(rule.detection, view)) wanted.add(rule);
		} catch (error) {
			if (!(error instanceof NotCovered)) throw error;
		}
	}
	return wanted;
}
