/** Counts what became of the rules of an import, by reason. */
import type { ImportedProfile } from './imported-profile';
import { REASONS, type Reason } from './problems';

/** Numbers of rules. */
export interface ImportSummary {
	readonly rules: number;
	readonly created: number;
	readonly updated: number;
	readonly unchanged: number;
	/** Imported and switched on. */
	readonly enabled: number;
	/** Imported switched off because nothing here writes what they ask for, by reason. */
	readonly idle: Readonly<Partial<Record<Reason, number>>>;
	/** Not imported, by reason. */
	readonly refused: Readonly<Partial<Record<Reason, number>>>;
}

/** Sums an import up. */
export function summarize(results: readonly ImportedProfile[]): ImportSummary {
	const changed = { created: 0, updated: 0, unchanged: 0 };
	const idle: Partial<Record<Reason, number>> = {};
	const refused: Partial<Record<Reason, number>> = {};
	let enabled = 0;
	for (const { profile, change, reason } of results) {
		if (change !== null) changed[change]++;
		if (profile?.enabled === true) enabled++;
		if (reason === null) continue;
		const counts = profile === null ? refused : idle;
		counts[reason] = (counts[reason] ?? 0) + 1;
	}
	return { rules: results.length, ...changed, enabled, idle, refused };
}

/** The summary in lines for people. */
export function summaryLines(summary: ImportSummary): string[] {
	const { rules, created, updated, unchanged, enabled, idle, refused } = summary;
	const lines = [
		`${rules} ${rules === 1 ? 'rule' : 'rules'}: ${created} imported, ${updated} updated, ${unchanged} unchanged; ${enabled} of them ${enabled === 1 ? 'is' : 'are'} switched on`,
	];
	for (const [counts, what] of [
		[idle, 'of no use here'],
		[refused, 'not imported'],
	] as const) {
		for (const [reason, number] of Object.entries(counts))
			lines.push(`${number} ${what}: ${REASONS[reason as Reason]}`);
	}
	return lines;
}
