/** What of a Sigma rule has no counterpart here. */

/** A rule cannot be imported; each problem names the feature and where it stands. */
export class SigmaError extends Error {
	/** @param problems at least one, each a sentence without full stop */
	constructor(readonly problems: readonly string[]) {
		super(problems.join('; '));
		this.name = 'SigmaError';
	}
}

/** Collects all problems of a rule, so that a person sees them at once. */
export class Problems {
	readonly found: string[] = [];
	/** What is imported, but only in approximation. */
	readonly notes: string[] = [];

	add(problem: string): void {
		if (!this.found.includes(problem)) this.found.push(problem);
	}

	note(note: string): void {
		if (!this.notes.includes(note)) this.notes.push(note);
	}

	/** @throws SigmaError when there is any problem */
	throwIfAny(): void {
		if (this.found.length > 0) throw new SigmaError(this.found);
	}
}

/** A text of a rule file, or the given one when something else stands there. */
export function textOf(value: unknown, otherwise: string): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
}
