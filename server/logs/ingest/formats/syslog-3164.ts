/** Syslog lines of RFC 3164 and of rsyslog's file format: time, host, `program[pid]: message`. */

import {
	accepted,
	quoted,
	refused,
	type Fields,
	type ParsedLine,
	type ParseOptions,
} from './format';
import { parseProgram } from './programs';
import { startsLikeIsoTime, startsLikeMonth } from './syslog-shape';
import { isLeapYear, isRealTime, readIsoTime, twoDigits } from './time';

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * Reads the header from `at`; undefined when there is no time there. Without a year it is the latest one that
 * does not put the time more than a day after `now`, so that December logs read in January stay in the past.
 */
export function parseSyslog3164(
	line: string,
	at: number,
	fields: Fields,
	options: ParseOptions,
): ParsedLine | undefined {
	let time: number | undefined;
	let end: number;
	if (startsLikeMonth(line, at)) {
		const withYear = line[at + 11] === ' ' && line[at + 14] === ':';
		end = at + (withYear ? 20 : 15);
		time = readMonthTime(line, at, withYear ? at + 12 : at + 7, withYear, options);
	} else if (startsLikeIsoTime(line, at)) {
		end = line.indexOf(' ', at);
		if (end < 0) end = line.length;
		// `2025-01-31 10:00:00 host`: the time stands in the second word.
		if (end === at + 10 && line[at + 13] === ':') {
			const next = line.indexOf(' ', end + 1);
			end = next < 0 ? line.length : next;
		}
		const written = readIsoTime(line.slice(at, end));
		if (written !== undefined) {
			time = written.time - (written.zoned ? 0 : (options.timeZoneOffsetMinutes ?? 0) * MINUTE);
		}
	} else {
		return undefined;
	}
	if (time === undefined) {
		return refused(
			`syslog time ${quoted(line.slice(at, end))} at column ${at + 1} is no real time`,
		);
	}
	readHostAndTag(line, line[end] === ':' ? end + 1 : end, fields, options);
	fields.RAWLOG = line;
	return accepted(time, fields);
}

function readMonthTime(
	line: string,
	at: number,
	clockAt: number,
	withYear: boolean,
	options: ParseOptions,
): number | undefined {
	const month = MONTHS.indexOf(line.slice(at, at + 3)) / 3 + 1;
	const day = line[at + 4] === ' ' ? line.charCodeAt(at + 5) - 48 : twoDigits(line, at + 4);
	const hour = twoDigits(line, clockAt);
	const minute = twoDigits(line, clockAt + 3);
	const second = twoDigits(line, clockAt + 6);
	const offset = (options.timeZoneOffsetMinutes ?? 0) * MINUTE;
	const fixedYear = withYear
		? twoDigits(line, at + 7) * 100 + twoDigits(line, at + 9)
		: options.year;
	let year = fixedYear ?? new Date(options.now + DAY + offset).getUTCFullYear();
	if (fixedYear === undefined) {
		if (Date.UTC(year, month - 1, day, hour, minute, second) - offset > options.now + DAY) year--;
		while (month === 2 && day === 29 && !isLeapYear(year)) year--;
	}
	if (!isRealTime(year, month, day, hour, minute, second)) return undefined;
	return Date.UTC(year, month - 1, day, hour, minute, second) - offset;
}

/** Program name, then `[pid]` or not, then a colon. */
const TAG = /^([^\s:[\]]+)(?:\[([^\]\s]*)\])?:(?:\s|$)/;

function readHostAndTag(line: string, end: number, fields: Fields, options: ParseOptions): void {
	const from = line[end] === ' ' ? end + 1 : end;
	const rest = line.slice(from);
	// Some devices leave the host out: what ends in a colon is already the program.
	let tag = TAG.exec(rest);
	let host = options.defaultHost;
	let content = rest;
	if (tag === null) {
		const space = rest.indexOf(' ');
		host = space < 0 ? rest : rest.slice(0, space);
		content = space < 0 ? '' : rest.slice(space + 1);
		tag = TAG.exec(content);
	}
	fields.HOSTNAME = host === '' ? options.defaultHost : host;
	fields.LOGTYPE = tag === null ? 'Syslog Device' : 'Unix';
	if (tag === null) {
		fields.MESSAGE = content;
		return;
	}
	const program = tag[1]!;
	const message = content.slice(tag[0].length).trimStart();
	fields.SOURCE = program;
	if (tag[2]) fields.PROCESSID = /^\d{1,15}$/.test(tag[2]) ? Number(tag[2]) : tag[2];
	fields.MESSAGE = message;
	parseProgram(program, message, fields);
}
