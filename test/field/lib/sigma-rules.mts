/** Public rules, imported with all of them switched on, and what each is about. */
import { parseAllDocuments } from 'yaml';
import detectionDoor from '../../../server/dist/detection/index.js';
import type { ImportedProfile, ProfileDraft } from '../../../server/detection/index.js';

/** A rule as its file has it. */
export interface RuleText {
	readonly id: string;
	readonly title: string;
	readonly file: string;
	readonly logsource: Readonly<Record<string, string>>;
	readonly detection: Readonly<Record<string, unknown>>;
}

/** What was imported. */
export interface ImportedRules {
	readonly summary: readonly string[];
	/** By id of the rule. */
	readonly results: ReadonlyMap<string, ImportedProfile>;
	readonly rules: ReadonlyMap<string, RuleText>;
	readonly drafts: ReadonlyMap<number, ProfileDraft>;
	/** Finds the rules that events match, by number of the profile. */
	readonly matcher: InstanceType<typeof detectionDoor.ProfileMatcher>;
	/** The rule of a profile. */
	readonly ruleOf: (profile: number) => RuleText;
}

/** Imports files of rules into memory. */
export async function importAll(
	files: readonly { readonly name: string; readonly text: string }[],
): Promise<ImportedRules> {
	const drafts = new Map<number, ProfileDraft>();
	const profileOfRule = new Map<string, number>();
	const store = async (given: readonly ProfileDraft[]) =>
		given.map((draft) => {
			const id = 1801 + drafts.size;
			drafts.set(id, draft);
			profileOfRule.set(draft.imported?.id ?? '', id);
			return { profile: { ...draft, id, origin: 'custom' as const }, change: 'created' as const };
		});
	const results = await detectionDoor.importProfiles(files, store);
	const rules = new Map<string, RuleText>();
	for (const { name, text } of files) {
		for (const document of parseAllDocuments(text)) {
			const rule = document.toJS() as RuleText;
			rules.set(rule.id, { ...rule, file: name });
		}
	}
	const byProfile = new Map([...profileOfRule].map(([rule, profile]) => [profile, rule]));
	const idOf = (result: ImportedProfile): string =>
		result.profile === null
			? ([...rules.values()].find(({ file }) => file === result.file)?.id ?? '')
			: (byProfile.get(result.profile.id) ?? '');
	const profiles = [...drafts].map(([id, draft]) => ({
		...draft,
		id,
		enabled: true,
		origin: 'custom' as const,
	}));
	const started = performance.now();
	const compiled = new detectionDoor.ProfileMatcher({ version: 1, profiles });
	const lines = detectionDoor.summaryLines(detectionDoor.summarize(results));
	return {
		summary: [...lines, `compiled in ${((performance.now() - started) / 1000).toFixed(1)} s`],
		results: new Map(results.map((result) => [idOf(result), result])),
		rules,
		drafts,
		matcher: compiled,
		ruleOf: (profile) => rules.get(byProfile.get(profile) ?? '') as RuleText,
	};
}
