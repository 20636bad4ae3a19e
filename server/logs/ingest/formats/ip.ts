/** Recognises IP addresses in log values. */

import { isIP } from 'node:net';

/** True when `text` is an IPv4 or IPv6 address. The first character rules most host names out cheaply. */
export function isIpAddress(text: string): boolean {
	const first = text.charCodeAt(0);
	const plausible =
		(first >= 48 && first <= 58) || (first >= 97 && first <= 102) || (first >= 65 && first <= 70);
	return plausible && isIP(text) !== 0;
}
