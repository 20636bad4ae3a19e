/** The parts that every reader of times is made of: digits, the calendar, the time of day, and the shape of a time as written. */

import type { YearClock } from './year-clock';

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

/** A time as written. */
export interface WrittenTime {
	/** Epoch ms: exact when `zoned`, else the wall clock read as UTC. */
	readonly time: number;
	/** Whether the text named its zone. */
	readonly zoned: boolean;
}

/** A time found at a place in a text. */
export interface FoundTime extends WrittenTime {
	/** Where the text goes on after the time and its zone. */
	readonly end: number;
}

/** What a reader must know to date a text that does not say all. */
export interface TimeOptions {
	/** Epoch ms from which a missing year is inferred. */
	readonly now: number;
	/** Year of times without one, of the first of them when there are `years`; inferred from `now` when absent. */
	readonly year?: number;
	/** Goes with a file across New Year. */
	readonly years?: YearClock;
	/** Order of `20/11/2026` and its like, which nothing in the text tells; without it they are not read. */
	readonly dateOrder?: DateOrder;
}

/** Day first or month first. */
export type DateOrder = 'dmy' | 'mdy';

/** The number that the decimal digit at `at` writes, or a number outside 0 to 9. */
export function digitAt(text: string, at: number): number {
	const digit = text.charCodeAt(at) - 48;
	return digit >= 0 && digit <= 9 ? digit : -1;
}

/** The number that two decimal digits at `at` write, or -1. */
export function twoDigits(text: string, at: number): number {
	const tens = text.charCodeAt(at) - 48;
	const ones = text.charCodeAt(at + 1) - 48;
	return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** The number that four decimal digits at `at` write, or -1. */
export function fourDigits(text: string, at: number): number {
	const high = twoDigits(text, at);
	const low = twoDigits(text, at + 2);
	return high < 0 || low < 0 ? -1 : high * 100 + low;
}

/** True when a letter, digit or underscore stands at `at`. */
export function isWordAt(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return (
		(code >= 48 && code <= 57) ||
		(code >= 65 && code <= 90) ||
		(code >= 97 && code <= 122) ||
		code === 95
	);
}

/** True when the parts name a day of the calendar. */
export function isRealDate(year: number, month: number, day: number): boolean {
	if (month < 1 || month > 12 || day < 1) return false;
	if (month === 2 && day === 29) return isLeapYear(year);
	return day <= DAYS[month - 1]!;
}

/** True for years that have a February 29. */
export function isLeapYear(year: number): boolean {
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** A time of day found at a place in a text. */
export interface FoundClock {
	/** Milliseconds since midnight. */
	readonly ms: number;
	readonly end: number;
}

/**
 * Reads `hh:mm`, `hh:mm:ss`, `hh.mm.ss`, with a fraction after `.`, `,` or `:`, and `AM` or `PM`, from `at`. Digits beyond
 * milliseconds are cut.
 *
 * @returns undefined when no real time of day stands there
 */
export function readClock(text: string, at: number): FoundClock | undefined {
	return readPaddedClock(text, at) ?? readAnyClock(text, at);
}

/** `hh:mm:ss`, the form of nearly all, with nothing after it that could belong to it. */
function readPaddedClock(text: string, at: number): FoundClock | undefined {
	if (text.charCodeAt(at + 2) !== 58 || text.charCodeAt(at + 5) !== 58) return undefined;
	const hour = twoDigits(text, at);
	const minute = twoDigits(text, at + 3);
	const second = twoDigits(text, at + 6);
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
		return undefined;
	const next = text.charCodeAt(at + 8);
	// A fraction, AM or PM, or a digit more.
	if (next === 46 || next === 44 || next === 58 || isWordAt(text, at + 8) || next === 0x202f)
		return undefined;
	const half = next === 32 ? text.charCodeAt(at + 9) | 32 : 0;
	if (half === 0x61 || half === 0x70) return undefined;
	return { ms: hour * HOUR + minute * MINUTE + second * SECOND, end: at + 8 };
}

function readAnyClock(text: string, at: number): FoundClock | undefined {
	const hour = twoDigits(text, at) < 0 ? digitAt(text, at) : twoDigits(text, at);
	let end = twoDigits(text, at) < 0 ? at + 1 : at + 2;
	const separator = text[end];
	if (hour < 0 || hour > 23 || (separator !== ':' && separator !== '.')) return undefined;
	const minute = shortNumber(text, end + 1);
	if (minute < 0 || minute > 59) return undefined;
	end = afterNumber(text, end + 1);
	let ms = hour * HOUR + minute * MINUTE;
	if (text[end] === separator && digitAt(text, end + 1) >= 0) {
		const second = shortNumber(text, end + 1);
		if (second < 0 || second > 60) return undefined;
		ms += second * SECOND;
		end = afterNumber(text, end + 1);
		const mark = text[end];
		if ((mark === '.' || mark === ',' || mark === ':') && digitAt(text, end + 1) >= 0) {
			const place = endOfDigits(text, end + 1);
			ms += fraction(text, end + 1, place, mark === ':');
			end = place;
		}
	} else if (end - at < 4) {
		// `1:2` alone is no time of day.
		return undefined;
	}
	return afterNoon(text, end, hour, ms);
}

/** The number of one or two digits at `at`; one digit only where a mark follows it, as loggers that do not pad write. */
function shortNumber(text: string, at: number): number {
	const two = twoDigits(text, at);
	if (two >= 0) return two;
	return isWordAt(text, at + 1) ? -1 : digitAt(text, at);
}

function afterNumber(text: string, at: number): number {
	return digitAt(text, at + 1) < 0 ? at + 1 : at + 2;
}

function endOfDigits(text: string, at: number): number {
	let end = at;
	while (digitAt(text, end) >= 0) end++;
	return end;
}

/** Milliseconds of the digits after a mark: after `:` loggers write the number of milliseconds, else it is a fraction. */
function fraction(text: string, at: number, end: number, isCount: boolean): number {
	if (isCount && end - at <= 3) return Number(text.slice(at, end));
	let ms = 0;
	for (let place = at, weight = 100; place < end && weight >= 1; place++, weight /= 10) {
		ms += digitAt(text, place) * weight;
	}
	return ms;
}

/** Applies an `AM` or `PM` that follows. */
function afterNoon(text: string, end: number, hour: number, ms: number): FoundClock {
	const at = text[end] === ' ' || text[end] === '\u202f' ? end + 1 : end;
	const half = text.charCodeAt(at) | 32;
	const isHalf =
		(half === 0x61 || half === 0x70) &&
		(text.charCodeAt(at + 1) | 32) === 0x6d &&
		!isWordAt(text, at + 2);
	if (!isHalf || hour < 1 || hour > 12) return { ms, end };
	const shift = half === 0x70 ? (hour === 12 ? 0 : 12) : hour === 12 ? -12 : 0;
	return { ms: ms + shift * HOUR, end: at + 2 };
}
