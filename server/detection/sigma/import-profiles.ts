/** Turns files of Sigma rules into stored profiles: translated one by one, stored all at once. */
import { nameWithId } from '../imported-name';
import type { ImportedDraft } from '../store';
import type { ProfileDraft } from '../profile';
import { type FoundDocument, readDocuments } from './documents';
import type { ImportedProfile, RuleFile } from './imported-profile';
import { type SigmaOptions, type SigmaResult, translateRules } from './import';

export type { ImportedProfile, RuleFile } from './imported-profile';

/** How an import goes on: rules that are done, of all. */
export type ImportProgress = (done: number, total: number) => void;

/** Stores profiles in one transaction; the answers stand in the order of the drafts. */
export type StoreDrafts = (drafts: readonly ProfileDraft[]) => Promise<readonly ImportedDraft[]>;

/** How long other work may wait for the import, ms. */
const SLICE = 20;

/**
 * Imports rules. A file that is no rule file does not keep the others out; nothing is stored before all are
 * translated.
 *
 * @param files of which correlations may name each other's rules
 * @returns one result for each rule, and for each file that could not be read, in their order
 */
export async function importProfiles(
	files: Iterable<RuleFile>,
	store: StoreDrafts,
	options: SigmaOptions & { readonly onProgress?: ImportProgress | undefined } = {},
): Promise<ImportedProfile[]> {
	const pause = pauses();
	const unread: ImportedProfile[] = [];
	const documents: (FoundDocument & { readonly file: string })[] = [];
	for (const { name, text } of files) {
		await pause();
		try {
			documents.push(...readDocuments(text).map((found) => ({ ...found, file: name })));
		} catch (error) {
			unread.push({ ...refused(name, name, [(error as Error).message]), reason: 'syntax' });
		}
	}
	const translated: (SigmaResult & { document: (typeof documents)[0] })[] = [];
	for (const result of translateRules(documents, options)) {
		translated.push(result);
		options.onProgress?.(translated.length, documents.length);
		await pause();
	}
	const drafts = uniquelyNamed(translated.flatMap(({ profile }) => profile ?? []));
	const stored = (await store(drafts)).values();
	const results = translated.map((result): ImportedProfile => {
		const { title, problems, reason = null, notes, document } = result;
		if (result.profile === undefined) return { ...refused(document.file, title, problems), reason };
		const { profile, change, problem } = stored.next().value as ImportedDraft;
		if (profile === null)
			return { ...refused(document.file, title, [problem ?? 'not stored']), reason: 'profile' };
		const { id, name, enabled } = profile;
		const known = { file: document.file, title, profile: { id, name, enabled }, change };
		return { ...known, problems, reason, notes };
	});
	return [...unread, ...results];
}

function refused(file: string, title: string, problems: readonly string[]): ImportedProfile {
	return { file, title, profile: null, change: null, problems, reason: null, notes: [] };
}

/** Titles of public rules are not unique; the second gets the start of its id. */
function uniquelyNamed(drafts: readonly ProfileDraft[]): ProfileDraft[] {
	const names = new Set<string>();
	return drafts.map((draft) => {
		const name = names.has(draft.name.toLowerCase()) ? nameWithId(draft) : draft.name;
		names.add(name.toLowerCase());
		return name === draft.name ? draft : { ...draft, name };
	});
}

/** Lets other work have its turn now and then. */
function pauses(): () => Promise<void> {
	let begun = performance.now();
	return async () => {
		if (performance.now() - begun < SLICE) return;
		await new Promise((resolve) => setImmediate(resolve));
		begun = performance.now();
	};
}
