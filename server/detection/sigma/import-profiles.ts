/** Turns Sigma rules into stored profiles; a rule that cannot be imported does not keep the others out. */
import type { AlertProfile, ProfileDraft } from '../profile';
import { importSigma } from './import';

/** What became of one rule. */
export interface ImportedProfile {
	readonly title: string;
	/** Null when it was not imported; `problems` say why. */
	readonly profile: AlertProfile | null;
	readonly problems: readonly string[];
	/** What to know about a profile that was made. */
	readonly notes: readonly string[];
}

/**
 * Imports the rules of a file.
 *
 * @param text YAML
 * @param create stores a profile; what it throws, for instance because the name is taken, becomes the rule's problem
 * @throws SigmaError when the text is no rule file
 */
export async function importProfiles(
	text: string,
	create: (draft: ProfileDraft) => Promise<AlertProfile>,
): Promise<ImportedProfile[]> {
	const results: ImportedProfile[] = [];
	for (const { title, profile: draft, problems, notes } of importSigma(text)) {
		const refused: string[] = [];
		const profile =
			draft === undefined
				? null
				: await create(draft).catch((error: Error) => {
						refused.push(error.message);
						return null;
					});
		results.push({ title, profile, problems: [...problems, ...refused], notes });
	}
	return results;
}
