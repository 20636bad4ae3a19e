/** Time zones on the wire: an offset or an IANA name. */
import { z } from 'zod';

const OFFSET = /^[+-](?:0\d|1[0-3])(?::?[0-5]\d)?$|^[+-]14(?::?00)?$/;

/** A zone that is `UTC`, an offset of at most 14 hours, or a name of the IANA database. */
export const timeZone = z
	.string({ error: 'expected an offset such as +02:00 or a name such as Europe/Berlin' })
	.max(40, { error: 'expected an offset such as +02:00 or a name such as Europe/Berlin' })
	.refine(isZone, { error: 'expected an offset such as +02:00 or a name such as Europe/Berlin' });

function isZone(zone: string): boolean {
	if (zone === 'Z' || zone === 'UTC' || OFFSET.test(zone)) return true;
	// Abbreviations such as CET have no summer time, or another one than people think.
	if (!/^[A-Za-z][\w+-]*\/[\w+/-]+$/.test(zone)) return false;
	try {
		return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}
