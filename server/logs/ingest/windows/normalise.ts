/** Values of Windows events in one spelling, whatever tool wrote them. */

/** Levels by their numbers; 0 is "log always", which viewers show as information. */
const LEVELS: ReadonlyMap<string, string> = new Map([
	['0', 'information'],
	['1', 'critical'],
	['2', 'error'],
	['3', 'warning'],
	['4', 'information'],
	['5', 'verbose'],
]);

/** Values that are text even where they look like numbers: names, accounts, addresses, hashes, and the program's own text. */
const TEXT =
	/(?:Name|User|Sid|Domain|Workstation|[Dd]ata|Text|Details|Hash|Hashes|Value|Message|Image|Path|Line|Content|param\d+)$/;
const NUMBERS =
	/^(?:EventID|RecordNumber|ExecutionProcessID|ExecutionThreadID|ProcessID|ThreadID)$/;
const GUID = /^\{?([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})\}?$/i;

/** What is known of keys: the same few hundred come with every event. Bounded, since keys come from outside. */
const texts = new Map<string, boolean>();
const MAX_KEYS = 4_096;

/** Whether the values of a key are text, even where they look like numbers. */
function isText(key: string): boolean {
	let known = texts.get(key);
	if (known === undefined) {
		known = TEXT.test(key) && !NUMBERS.test(key);
		if (texts.size < MAX_KEYS) texts.set(key, known);
	}
	return known;
}

/** A value of a flat record in the one spelling. */
export function normalised(key: string, value: unknown): unknown {
	if (typeof value === 'string') {
		if (key === 'Keywords') return keywords(value);
		const spelled = spelledText(key, value);
		return key === 'Level' ? (LEVELS.get(String(spelled)) ?? spelled) : spelled;
	}
	if (key === 'Keywords') return keywords(value);
	if (typeof value !== 'number') return value;
	if (key === 'Level') return LEVELS.get(String(value)) ?? value;
	return isText(key) ? String(value) : value;
}

function spelledText(key: string, value: string): string | number {
	const { length } = value;
	if (length >= 36 && length <= 38 && (value[8] === '-' || value[9] === '-')) {
		const guid = GUID.exec(value);
		if (guid !== null) return `{${guid[1]!.toUpperCase()}}`;
	}
	if (length === 0 || length > 16) return value;
	const first = value.charCodeAt(0);
	if (first !== 45 && (first < 48 || first > 57)) return value;
	return /^(?:0|-?[1-9]\d{0,14})$/.test(value) && !isText(key) ? Number(value) : value;
}

const AUDIT_FAILURE = 0x10_0000_0000_0000n;
const AUDIT_SUCCESS = 0x20_0000_0000_0000n;

/**
 * Keywords as names where their bits say how an audit went, else as hexadecimal: nxlog and .NET write a signed number, XML
 * hexadecimal, winlogbeat names.
 */
function keywords(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.every((word) => typeof word === 'string') ? value.join(', ') : value;
	}
	if (typeof value !== 'string' && typeof value !== 'number') return value;
	const text = String(value);
	let named = knownKeywords.get(text);
	if (named === undefined) {
		named = namedKeywords(text);
		if (knownKeywords.size < MAX_KEYS && text.length <= 64) knownKeywords.set(text, named);
	}
	return named;
}

/** The same few come with every event. */
const knownKeywords = new Map<string, string>();

function namedKeywords(text: string): string {
	if (!/^(?:0x[\da-f]{1,16}|-?\d{1,20})$/i.test(text)) return text;
	const bits = BigInt.asUintN(64, BigInt(text));
	if ((bits & AUDIT_FAILURE) !== 0n) return 'Audit Failure';
	if ((bits & AUDIT_SUCCESS) !== 0n) return 'Audit Success';
	return `0x${bits.toString(16)}`;
}
