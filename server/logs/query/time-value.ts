/** Reads the values that the TIME field is compared with. */

/** The virtual field that holds when an event happened. */
export const TIME_FIELD = 'TIME';

const ISO =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Epoch milliseconds of a point in time written as epoch milliseconds or in ISO 8601 (without a zone: UTC),
 * undefined when it is neither.
 */
export function timeOf(text: string): number | undefined {
	const trimmed = text.trim();
	if (/^-?\d{1,16}$/.test(trimmed)) return Number(trimmed);
	const [, date, minutes = '00:00', seconds = ':00', zone = 'Z'] = ISO.exec(trimmed) ?? [];
	if (date === undefined) return undefined;
	const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
	const time = Date.parse(`${date}T${minutes}${seconds.slice(0, 7)}${offset}`);
	// Date.parse moves 31 February to March: such a date is a mistake, not a day.
	const day = new Date(`${date}T00:00:00Z`);
	if (Number.isNaN(time) || day.toISOString().slice(0, 10) !== date) return undefined;
	return time;
}
