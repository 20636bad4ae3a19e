/** A file of rules to import, and what became of each of its rules. */
import type { ImportChange } from '../store';
import type { Reason } from './problems';

/** A file of rules. */
export interface RuleFile {
	/** For people: its path in a folder or archive. */
	readonly name: string;
	/** YAML. */
	readonly text: string;
}

/** What became of one rule. */
export interface ImportedProfile {
	readonly file: string;
	readonly title: string;
	/** Null when it was not imported; `problems` say why. */
	readonly profile: {
		readonly id: number;
		readonly name: string;
		readonly enabled: boolean;
	} | null;
	/** What the import did; null when it was not imported. */
	readonly change: ImportChange | null;
	/** Why it was not imported, or is switched off. */
	readonly problems: readonly string[];
	/** The kind of the first problem; null without any. */
	readonly reason: Reason | null;
	/** What to know about a profile that was made. */
	readonly notes: readonly string[];
}
