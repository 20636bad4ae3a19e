/** What of a Sigma rule has no counterpart here, by kind of reason. */

/** Why a rule is refused, or imported switched off; the summary of an import counts by these. */
export const REASONS = {
	syntax: 'the rule is not written as the specification says',
	modifier: 'a modifier has no counterpart',
	pattern: 'a regular expression needs look-around or back references, or is wrong',
	placeholder: 'a placeholder has no values',
	correlation: 'a kind of correlation or threshold has no counterpart',
	'log source': 'no reader of this server writes events of the log source',
	fields: 'no event of the log source has the fields that the rule asks for',
	profile: 'the profile was refused',
} as const;

export type Reason = keyof typeof REASONS;

/** A text that is no file of rules. */
export class SigmaError extends Error {
	/** @param problems at least one, each a sentence without full stop */
	constructor(readonly problems: readonly string[]) {
		super(problems.join('; '));
		this.name = 'SigmaError';
	}
}

/** One thing that is wrong. */
export interface Problem {
	readonly reason: Reason;
	/** What and where, a sentence without full stop. */
	readonly text: string;
}

/** Collects all problems of a rule, so that a person sees them at once. */
export class Problems {
	/** Why it cannot be imported. */
	readonly found: Problem[] = [];
	/** Why it would never raise an alert, although it says what it should. */
	readonly idle: Problem[] = [];
	/** What to know about it. */
	readonly notes: string[] = [];

	/** Something that keeps the rule from being imported. */
	add(reason: Reason, text: string): void {
		addOnce(this.found, reason, text);
	}

	/** Something that makes the rule useless on this server. */
	addIdle(reason: Reason, text: string): void {
		addOnce(this.idle, reason, text);
	}

	note(note: string): void {
		if (!this.notes.includes(note)) this.notes.push(note);
	}
}

function addOnce(to: Problem[], reason: Reason, text: string): void {
	if (!to.some((problem) => problem.text === text)) to.push({ reason, text });
}

/** A text of a rule file, or the given one when something else stands there. */
export function textOf(value: unknown, otherwise: string): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
}

/** Whether a value is a map. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under a name that a file gives, when what it is looked for in is a map that has it. */
export function ownValue(map: unknown, name: string): unknown {
	return isMap(map) && Object.hasOwn(map, name) ? map[name] : undefined;
}

/** A value that may be one or a list, as texts. */
export function listOf(value: unknown): string[] {
	if (value === undefined || value === null) return [];
	return (Array.isArray(value) ? value : [value]).map(String);
}
