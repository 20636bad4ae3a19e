/** Tells a line's format by its first characters. */

import { findAccessTime } from './formats/access';
import { startsLikeIsoTime, startsLikeMonth } from './formats/syslog-shape';
import { isSyslog5424 } from './formats/syslog-5424';

/** What a line looks like; whether a JSON object is a Windows event shows only once it is parsed. */
export type LineShape = 'json' | 'syslog' | 'access' | 'text';

/** Detects the format of one line (not blank). Costs well under a microsecond for all but odd lines. */
export function detectFormat(line: string): LineShape {
	const first = line.charCodeAt(0);
	if (first === 0x7b) return 'json'; // {
	if (first === 0x3c && /^<\d{1,3}>/.test(line)) return 'syslog';
	if (startsLikeMonth(line, 0) || startsLikeIsoTime(line, 0) || isSyslog5424(line, 0))
		return 'syslog';
	if (findAccessTime(line) > 0) return 'access';
	return /^\s+\{/.test(line) ? 'json' : 'text';
}
