/** Rewrites a stored document to display ("client") field names without parsing its values. */
import { displayName } from '../events';
import { valueEnd } from './document-values';

/** Fields that this server writes as epoch ms: an event's time, when it arrived, and when an alert was raised. */
const TIMES: ReadonlySet<string> = new Set(['TIME', 'ARRIVALTIME', 'ALERT_RAISED_TIME']);
/** A number that is surely a time; devices may use the same names for something else. */
const EPOCH_MS = /^-?\d{1,15}$/;

const renamed = new Map<string, string>();

/**
 * Replaces the field names of a stored document (flat JSON as made by `documentOf`) by display names,
 * and the epoch time by an ISO 8601 text, which is what people read in the console.
 *
 * Works on the text because parsing and printing a page of 1,000 documents costs several times more.
 */
export function toClientForm(document: string): string {
	let out = '{';
	let at = 1;
	while (document[at] === '"') {
		const nameEnd = document.indexOf('"', at + 1);
		const name = document.slice(at + 1, nameEnd);
		const valueStart = nameEnd + 2;
		const end = valueEnd(document, valueStart);
		const value = document.slice(valueStart, end);
		const isTime = TIMES.has(name) && EPOCH_MS.test(value);
		const shown = isTime ? `"${new Date(Number(value)).toISOString()}"` : value;
		out += (out.length > 1 ? ',' : '') + keyText(name) + shown;
		if (document[end] !== ',') break;
		at = end + 1;
	}
	return `${out}}`;
}

function keyText(server: string): string {
	let text = renamed.get(server);
	if (text === undefined) {
		text = `${JSON.stringify(displayName(server))}:`;
		if (renamed.size > 10_000) renamed.clear();
		renamed.set(server, text);
	}
	return text;
}
