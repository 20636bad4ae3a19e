/** Time zones by offset or IANA name, and the instant that a wall clock in one of them shows. */
import { readZone } from './zone';

/** Minutes east of UTC, or an IANA name such as `Europe/Berlin`. */
export type Zone = number | string;

const MINUTE = 60_000;
const DAY = 86_400_000;
/** No zone changes its offset within a quarter of an hour of its wall clock. */
const BLOCK = 15 * MINUTE;
const MAX_BLOCKS = 4_096;
/** Zone names are words from outside: those remembered are bounded. */
const MAX_NAMES = 1_000;

interface NamedZone {
	readonly format: Intl.DateTimeFormat;
	/** Offsets in ms by block of the wall clock. */
	readonly offsets: Map<number, number>;
}

const zones = new Map<string, NamedZone | undefined>();

/** Reads `UTC`, `+02:00`, `-0500` or an IANA name; undefined when it is none of them. */
export function parseZone(text: string): Zone | undefined {
	const offset = /^[+-]/.test(text) ? readZone(text, 0) : undefined;
	if (offset !== undefined) return Math.abs(offset) <= 14 * 60 ? offset : undefined;
	if (/^(?:Z|UTC|GMT|Etc\/UTC)$/i.test(text)) return 0;
	// Abbreviations such as CET have no summer time, or another one than people think.
	return !text.includes('/') || namedZone(text) === undefined ? undefined : text;
}

/** How a zone is written: `+02:00`, or its name. */
export function zoneText(zone: Zone): string {
	if (typeof zone === 'string') return zone;
	const size = Math.abs(zone);
	const two = (value: number) => String(value).padStart(2, '0');
	return `${zone < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Epoch ms of the instant at which clocks in `zone` show `wall` (epoch ms, read as if it were UTC). Times that a change of clocks skips are read with the offset before it, those that it repeats are the first. */
export function instantOf(wall: number, zone: Zone): number {
	if (typeof zone === 'number') return wall - zone * MINUTE;
	const named = namedZone(zone);
	return named === undefined ? wall : wall - offsetOfWall(named, wall);
}

function namedZone(name: string): NamedZone | undefined {
	const known = zones.get(name);
	if (known !== undefined || zones.has(name)) return known;
	let zone: NamedZone | undefined;
	try {
		if (/^[A-Za-z][\w+/-]{1,39}$/.test(name)) {
			zone = { format: makeFormat(name), offsets: new Map() };
		}
	} catch {
		// No such zone.
	}
	if (zones.size >= MAX_NAMES) zones.clear();
	zones.set(name, zone);
	return zone;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
	return new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
}

function offsetOfWall(zone: NamedZone, wall: number): number {
	const block = Math.floor(wall / BLOCK);
	let offset = zone.offsets.get(block);
	if (offset === undefined) {
		const start = block * BLOCK;
		const before = offsetAt(zone, start - DAY);
		const after = offsetAt(zone, start + DAY);
		if (before === after || offsetAt(zone, start - before) === before) offset = before;
		else offset = offsetAt(zone, start - after) === after ? after : before;
		if (zone.offsets.size >= MAX_BLOCKS) zone.offsets.clear();
		zone.offsets.set(block, offset);
	}
	return offset;
}

/** Offset in ms at an instant. */
function offsetAt({ format }: NamedZone, instant: number): number {
	const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, +value]));
	const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
	const wall = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return wall - Math.floor(instant / 1000) * 1000;
}
