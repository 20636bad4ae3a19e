/** What the writers of the single event kinds share: randomness, population and the next record number. */

import type { FieldValue, LogEvent } from '../logs/events';
import type { Population } from './population';
import type { Prng } from './prng';

/** State of one run of the generator. */
export interface DemoContext {
	readonly random: Prng;
	readonly people: Population;
	/** RECORDNUMBER of the event being written: unique within a run. */
	recordNumber: number;
}

/** Writes one event that happened at `time` (epoch ms). */
export type EventWriter = (context: DemoContext, time: number) => LogEvent;

/** Fields of an event under construction. */
export type Fields = Record<string, FieldValue>;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function pad(value: number): string {
	return value < 10 ? `0${value}` : String(value);
}

function clock(date: Date): string {
	return `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`;
}

/** `Mar  7 10:00:00`, as RFC 3164 writes time. */
export function syslogStamp(time: number): string {
	const date = new Date(time);
	const day = date.getUTCDate();
	return `${MONTHS[date.getUTCMonth()]} ${day < 10 ? ` ${day}` : day} ${clock(date)}`;
}

/** `07/Mar/2025:10:00:00 +0000`, as web servers write time. */
export function accessStamp(time: number): string {
	const date = new Date(time);
	const day = `${pad(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}`;
	return `${day}:${clock(date)} +0000`;
}

/** `0x3e7a1`: a logon id, handle or process id as Windows writes it. */
export function hex(value: number): string {
	return `0x${value.toString(16)}`;
}
