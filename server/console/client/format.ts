/** Writes times, numbers and values for people. */

/** A moment: epoch ms, or text in ISO 8601. */
export type Moment = number | string;

/** Epoch ms of a moment; NaN when it is none. */
export function toMs(moment: Moment): number {
	return typeof moment === 'number' ? moment : Date.parse(moment);
}

/** `2026-11-23 15:04:05` in the reader's zone; what is no time is repeated as it is. */
export function localTime(moment: Moment): string {
	const date = new Date(toMs(moment));
	if (Number.isNaN(date.getTime())) return String(moment);
	const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(pad).join('-');
	const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(pad).join(':');
	return `${day} ${clock}`;
}

/** The same moment in ISO 8601, UTC; empty when it is none. */
export function isoTime(moment: Moment): string {
	const ms = toMs(moment);
	return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}

/** `5 min ago`, `in 2 h`, `now`: for people who ask how fresh something is. */
export function relativeTime(moment: Moment, now: number): string {
	const ms = toMs(moment);
	if (Number.isNaN(ms)) return '';
	const away = Math.abs(ms - now);
	if (away < 1_000) return 'now';
	const text = duration(away);
	return ms < now ? `${text} ago` : `in ${text}`;
}

const UNITS = [
	['d', 86_400_000],
	['h', 3_600_000],
	['min', 60_000],
	['s', 1_000],
] as const;

/** `850 ms`, `4 s`, `12 min`, `3 h`, `9 d`: the largest unit that fits. */
export function duration(ms: number): string {
	for (const [unit, size] of UNITS) {
		if (ms >= size) return `${Math.floor(ms / size)} ${unit}`;
	}
	return `${Math.round(ms)} ms`;
}

/** `12,345`. */
export function count(value: number): string {
	return value.toLocaleString('en');
}

/** `512 KiB`, `1.5 GiB`: the largest unit that fits, to three digits. */
export function bytes(value: number): string {
	const unit = Math.min(BYTES.length - 1, Math.floor(Math.log2(Math.max(1, value)) / 10));
	return `${Number((value / 1024 ** unit).toPrecision(3))} ${BYTES[unit]}`;
}

const BYTES = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** `1 hit`, `3 hits`. */
export function counted(value: number, one: string, many = `${one}s`): string {
	return `${count(value)} ${value === 1 ? one : many}`;
}

/** The value of a field: text as it is, anything else as JSON, nothing as nothing. */
export function valueText(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** What `<input type="datetime-local">` takes for a moment, in the reader's zone. */
export function toLocalInput(moment: Moment | null | undefined): string {
	if (moment === null || moment === undefined || Number.isNaN(toMs(moment))) return '';
	return localTime(moment).replace(' ', 'T').slice(0, 16);
}

/** The moment, in ISO 8601, that such an input names; null for an empty or impossible one. */
export function fromLocalInput(text: string): string | null {
	const ms = text === '' ? NaN : new Date(text).getTime();
	return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

function pad(value: number): string {
	return String(value).padStart(2, '0');
}
