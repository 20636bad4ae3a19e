/** The field that keeps when an event arrived. */
import { addField } from './formats/field-name';
import type { Fields } from './formats/format';

/** The field that holds when an event arrived, epoch ms; that of its batch's beginning. */
export const ARRIVAL_FIELD = 'ARRIVALTIME';

/** Keeps when an event arrived beside when it happened; an arrival elsewhere that the line itself tells stays, too. */
export function stampArrival(fields: Fields, now: number): void {
	const told = fields[ARRIVAL_FIELD];
	fields[ARRIVAL_FIELD] = now;
	if (told !== undefined) addField(fields, ARRIVAL_FIELD, told);
}
