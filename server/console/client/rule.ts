/** Alert rules between their JSON form and what a form shows: windows as words, fields as a list. */

const UNITS: Readonly<Record<string, number>> = {
	s: 1_000,
	min: 60_000,
	h: 3_600_000,
	d: 86_400_000,
};

/** `10 min` for 600,000 ms; empty without a window. */
export function windowText(ms: number | undefined): string {
	if (ms === undefined) return '';
	const [unit, size] = Object.entries(UNITS)
		.reverse()
		.find(([, value]) => ms % value === 0) ?? ['', 0];
	return size === 0 ? `${ms / 1_000} s` : `${ms / size} ${unit}`;
}

/**
 * Reads `30 s`, `10 min`, `2 h`, `1 d`; undefined for an empty text.
 *
 * @throws Error that names what is accepted
 */
export function readWindow(text: string): number | undefined {
	if (text.trim() === '') return undefined;
	const [, amount = '', unit = ''] =
		/^(\d+(?:\.\d+)?)\s*(s|sec|m|min|h|d)[a-z]*$/i.exec(text.trim()) ?? [];
	const short = unit.toLowerCase();
	const size = UNITS[short === 'sec' ? 's' : short === 'm' ? 'min' : short];
	if (size === undefined)
		throw new Error(`Window: expected a time such as 30 s, 10 min, 2 h or 1 d, not "${text}"`);
	return Math.round(Number(amount) * size);
}

/** Reads field names between commas or blanks, in upper case, each once. */
export function readFields(text: string): string[] {
	const names = text
		.split(/[\s,]+/)
		.filter((name) => name !== '')
		.map((name) => name.toUpperCase());
	return [...new Set(names)];
}

/** One step of a rule. */
export interface RuleStep {
	readonly query: string;
	readonly count: number;
}

/** What the rule looks for, in a sentence. */
export function ruleSentence(rule: {
	readonly steps: readonly RuleStep[];
	readonly within?: number | undefined;
	readonly by?: readonly string[] | undefined;
}): string {
	const [first] = rule.steps;
	const within = rule.within === undefined ? '' : ` within ${windowText(rule.within)}`;
	const by =
		rule.by === undefined || rule.by.length === 0 ? '' : ` with the same ${rule.by.join(', ')}`;
	if (rule.steps.length > 1) return `${rule.steps.length} steps in this order${within}${by}`;
	if (rule.within === undefined) return 'Every event that fits';
	const count = first?.count ?? 1;
	if (count === 1) return `An event that fits, but one alert${within}${by}`;
	return `${count} events that fit${within}${by}`;
}
