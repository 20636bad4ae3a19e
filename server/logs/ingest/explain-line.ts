/** Reads one line as the ingest would and says why it was read so. */
import type { LogEvent } from '../events';
import { TIME_MISSING } from './formats/draft';
import { hostZone } from './formats/parse-options';
import { ALL_FORMATS } from './formats/registry';
import { parseLine, type ParseOptions } from './parse-line';
import { zoneText } from './time';

/** A line, read and explained. */
export interface ExplainedLine {
	/** The event as it would be stored, TIME in ISO 8601; undefined when the line is refused. */
	readonly event?: Readonly<Record<string, string | number | boolean>>;
	/** Why the line is refused. */
	readonly refused?: string;
	/** Name of the format that read it. */
	readonly format?: string;
	/** Reasons in sentences: format, time, host. */
	readonly why: readonly string[];
}

const TITLES = new Map(ALL_FORMATS.map(({ name, title }) => [name, title]));

/** Reads and explains a line; never throws. */
export function explainLine(line: string, options: ParseOptions): ExplainedLine {
	const parsed = parseLine(line, options);
	if (!parsed.ok) return { refused: parsed.error, why: [`Refused: ${parsed.error}`] };
	const { draft, event } = parsed;
	const { format } = draft;
	const title = TITLES.get(format);
	return {
		event: { TIME: new Date(event.time).toISOString(), ...event.fields },
		format,
		why: [
			`Format: ${format}${title === undefined ? '' : ` (${title})`}`,
			timeReason(draft, event, options),
			hostReason(draft, event.fields.HOSTNAME),
		],
	};
}

type Draft = Extract<ReturnType<typeof parseLine>, { ok: true }>['draft'];

function timeReason(draft: Draft, { fields }: LogEvent, options: ParseOptions): string {
	if (fields[TIME_MISSING] !== undefined) {
		const text = draft.unreadTime === '' ? '' : ` (${JSON.stringify(draft.unreadTime)})`;
		return `Time: that of arrival, because of the line's own: ${draft.timeMissing}${text}`;
	}
	const zone =
		draft.time?.zoned === true
			? 'its zone is known'
			: `it names no zone: read in ${zoneReason(fields.HOSTNAME, options)}`;
	return `Time: from ${draft.timeFrom}; ${zone}`;
}

function zoneReason(host: unknown, options: ParseOptions): string {
	const own = hostZone(host, options);
	if (own !== undefined) return `${zoneText(own)}, the zone of its log source`;
	return options.timeZone === undefined ? 'UTC' : zoneText(options.timeZone);
}

function hostReason(draft: Draft, host: unknown): string {
	if (draft.host !== undefined && draft.host === host) return `Host: ${draft.hostFrom}`;
	return draft.host === undefined && host !== undefined && draft.format !== 'json'
		? 'Host: none in the line; that of the sender or file'
		: 'Host: the event names it';
}
