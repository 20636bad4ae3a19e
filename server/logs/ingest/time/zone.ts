/** Reads the zone that follows a time: `Z`, offsets, abbreviations and IANA names. */
import { isWordAt, twoDigits } from './parts';

/** A zone found at a place in a text. */
export interface FoundZone {
	/** Minutes east of UTC, an IANA name, or undefined for an abbreviation that several zones share. */
	readonly zone: number | string | undefined;
	readonly end: number;
}

/**
 * Minutes east of UTC by abbreviation. The American ones are those of RFC 2822 section 4.3. Abbreviations that
 * different countries use for different zones are `undefined`: the time is a wall clock then.
 */
const ABBREVIATIONS: ReadonlyMap<string, number | undefined> = new Map([
	['Z', 0],
	['UTC', 0],
	['GMT', 0],
	['UT', 0],
	['WET', 0],
	['WEST', 60],
	['CET', 60],
	['CEST', 120],
	['MEZ', 60],
	['MESZ', 120],
	['MET', 60],
	['MEST', 120],
	['EET', 120],
	['EEST', 180],
	['MSK', 180],
	['EST', -300],
	['EDT', -240],
	['CST', -360],
	['CDT', -300],
	['MST', -420],
	['MDT', -360],
	['PST', -480],
	['PDT', -420],
	['AKST', -540],
	['AKDT', -480],
	['HST', -600],
	['BRT', -180],
	['SAST', 120],
	['PKT', 300],
	['SGT', 480],
	['HKT', 480],
	['AWST', 480],
	['JST', 540],
	['KST', 540],
	['ACST', 570],
	['ACDT', 630],
	['AEST', 600],
	['AEDT', 660],
	['NZST', 720],
	['NZDT', 780],
	// British and Bangladesh; Indian, Irish and Israeli; Arabian, Atlantic.
	['BST', undefined],
	['IST', undefined],
	['AST', undefined],
	['ADT', undefined],
]);
const MAX_ABBREVIATION = 4;
const REGION = /\[([A-Z][A-Za-z]{1,15}(?:\/[A-Za-z0-9_+-]{1,20}){0,2})\]/y;
const COMMENT = / ?\([A-Za-z][A-Za-z ]{1,40}\)/y;

/** Reads `Z`, `±hh:mm`, `±hhmm` or `±hh` from `at` to the end of `text`: minutes east of UTC. */
export function readZone(text: string, at: number): number | undefined {
	const sign = text[at];
	if ((sign === 'Z' || sign === 'z') && text.length === at + 1) return 0;
	if (sign !== '+' && sign !== '-') return undefined;
	const found = readOffset(text, at);
	return found?.end === text.length ? found.minutes : undefined;
}

/** Reads the zone at `at`, where a time has just ended, after at most one space; undefined when none stands there. */
export function readZoneAt(text: string, at: number): FoundZone | undefined {
	const apart = text[at] === ' ';
	const start = apart ? at + 1 : at;
	switch (text[start]) {
		case 'Z':
		case 'z':
			return isWordAt(text, start + 1) ? undefined : region(text, { zone: 0, end: start + 1 });
		case '+':
		case '-': {
			const found = readOffset(text, start);
			if (found === undefined) return undefined;
			// Apart from the time, two digits are a zone only where nothing follows: "10:00:00 -12 degrees".
			if (apart && found.end === start + 3 && found.end < text.length) return undefined;
			return region(text, { zone: found.minutes, end: found.end });
		}
		case '[':
			return readRegion(text, start);
		default:
			return abbreviation(text, start);
	}
}

function readOffset(
	text: string,
	at: number,
): { readonly minutes: number; readonly end: number } | undefined {
	const hours = twoDigits(text, at + 1);
	if (hours < 0 || hours > 23) return undefined;
	const rest = text[at + 3] === ':' ? at + 4 : at + 3;
	const minutes = twoDigits(text, rest);
	const sign = text[at] === '-' ? -1 : 1;
	if (minutes >= 0 && minutes <= 59 && !isWordAt(text, rest + 2)) {
		return { minutes: sign * (hours * 60 + minutes), end: rest + 2 };
	}
	return isWordAt(text, at + 3) || text[at + 3] === ':'
		? undefined
		: { minutes: sign * hours * 60, end: at + 3 };
}

function readRegion(text: string, at: number): FoundZone | undefined {
	REGION.lastIndex = at;
	const name = REGION.exec(text)?.[1];
	if (name === undefined) return undefined;
	const end = at + name.length + 2;
	if (ABBREVIATIONS.has(name)) return { zone: ABBREVIATIONS.get(name), end };
	return name.includes('/') ? { zone: name, end } : undefined;
}

/** Takes an IANA name or a comment after an offset along: `+01:00[Europe/Berlin]`, `+0100 (CET)`. The offset wins. */
function region(text: string, found: FoundZone): FoundZone {
	if (text[found.end] === '[') {
		const named = readRegion(text, found.end);
		return named === undefined ? found : { ...found, end: named.end };
	}
	COMMENT.lastIndex = found.end;
	const comment = COMMENT.exec(text);
	return comment === null ? found : { ...found, end: COMMENT.lastIndex };
}

function abbreviation(text: string, start: number): FoundZone | undefined {
	let end = start;
	while (
		end - start <= MAX_ABBREVIATION &&
		text.charCodeAt(end) >= 65 &&
		text.charCodeAt(end) <= 90
	)
		end++;
	if (end === start || end - start > MAX_ABBREVIATION) return undefined;
	const name = text.slice(start, end);
	if (!ABBREVIATIONS.has(name)) return undefined;
	const minutes = ABBREVIATIONS.get(name);
	const isBase = minutes === 0 && (text[end] === '+' || text[end] === '-');
	const offset = isBase ? readOffset(text, end) : undefined;
	if (offset !== undefined) return region(text, { zone: offset.minutes, end: offset.end });
	return isWordAt(text, end) || text[end] === '-' || text[end] === '.'
		? undefined
		: { zone: minutes, end };
}
