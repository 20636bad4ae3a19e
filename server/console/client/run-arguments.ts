/** Reads the arguments of a workflow from a form. */

/** An argument as the workflow declares it. */
export interface Argument {
	readonly name: string;
	readonly description: string;
	readonly type: 'text' | 'number' | 'boolean';
	readonly mandatory: boolean;
	readonly default?: string | number | boolean;
}

/**
 * The values to send: empty ones are left out, so that the workflow's defaults hold.
 *
 * @param given what the form holds, by name
 * @throws Error that names the argument and what is accepted
 */
export function readArguments(
	declared: readonly Argument[],
	given: Readonly<Record<string, string>>,
): Record<string, string | number | boolean> {
	const values: Record<string, string | number | boolean> = {};
	for (const { name, type, mandatory, default: fallback } of declared) {
		const text = (given[name] ?? '').trim();
		if (text === '') {
			if (mandatory && fallback === undefined) throw new Error(`${name}: a value is required`);
			continue;
		}
		values[name] = read(name, type, text);
	}
	return values;
}

function read(name: string, type: Argument['type'], text: string): string | number | boolean {
	if (type === 'text') return text;
	if (type === 'number') {
		const value = Number(text);
		if (!Number.isFinite(value)) throw new Error(`${name}: expected a number, not "${text}"`);
		return value;
	}
	if (text !== 'true' && text !== 'false')
		throw new Error(`${name}: expected true or false, not "${text}"`);
	return text === 'true';
}
