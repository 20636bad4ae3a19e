/** `log360-server profile import`: Sigma rules of files, folders and archives become profiles. */
import {
	type AlertStore,
	type ImportedProfile,
	importProfiles,
	type Placeholders,
	readPlaceholders,
	type RuleFile,
	summarize,
	summaryLines,
	type Unsupported,
} from '../../detection';
import { parse } from 'yaml';
import { ruleFiles } from './rule-files';

/** Rules that are told one by one; of more only the summary is, unless asked. */
const FEW = 20;
const PROGRESS_EVERY_MS = 200;

/** How the command was called. */
export interface ImportRulesOptions {
	readonly unsupported: Unsupported;
	readonly placeholders: Placeholders | undefined;
	/** Tells of each rule, however many there are. */
	readonly all: boolean;
	/** Receives a progress line that is rewritten in place; absent when nobody looks. */
	readonly progress?: ((text: string) => void) | undefined;
}

/** What came of it: text for people, a value for `--json`, and whether something was not imported. */
export interface ImportOutcome {
	readonly text: string;
	readonly json: unknown;
	readonly failed: boolean;
}

/** Imports the rules of paths. */
export async function importRules(
	store: AlertStore,
	paths: readonly string[],
	options: ImportRulesOptions,
): Promise<ImportOutcome> {
	const unread: ImportedProfile[] = [];
	const results = await importProfiles(
		filesOf(paths, unread),
		(drafts) => store.importProfiles(drafts),
		{ ...options, onProgress: progressTo(options.progress) },
	);
	options.progress?.('\r\x1b[K');
	const all = [...unread, ...results];
	const told =
		options.all || all.length <= FEW ? all : all.filter(({ profile }) => profile === null);
	const summary = summarize(all);
	return {
		text: [...told.map(resultText), ...summaryLines(summary)].join('\n') + '\n',
		json: { results: all, summary },
		failed: all.some(({ profile }) => profile === null),
	};
}

/** Reads a table of placeholders. @param text YAML or JSON @throws Error that says what is wrong */
export function placeholdersOf(text: string): Placeholders {
	return readPlaceholders(parse(text) as unknown);
}

/** A path that cannot be read does not keep the others out. */
function* filesOf(paths: readonly string[], unread: ImportedProfile[]): Generator<RuleFile> {
	for (const path of paths) {
		try {
			yield* ruleFiles(path);
		} catch (error) {
			const none = { profile: null, change: null, notes: [] };
			const problems = [(error as Error).message];
			unread.push({ file: path, title: path, ...none, problems, reason: 'syntax' });
		}
	}
}

function progressTo(write: ((text: string) => void) | undefined) {
	if (write === undefined) return undefined;
	let shown = 0;
	return (done: number, total: number): void => {
		if (performance.now() - shown < PROGRESS_EVERY_MS) return;
		shown = performance.now();
		const bar = '#'.repeat(Math.floor((done / total) * 30)).padEnd(30, '.');
		write(`\r\x1b[K[${bar}] ${done} of ${total} rules`);
	};
}

function resultText({ title, profile, change, problems, notes }: ImportedProfile): string {
	const head =
		profile === null
			? `not imported: ${title}`
			: `${profile.id}  ${change}, ${profile.enabled ? 'enabled' : 'disabled'}  ${profile.name}`;
	const items = [...problems, ...notes.map((note) => `note: ${note}`)];
	return [head, ...items.map((text) => `  - ${text}`)].join('\n');
}
