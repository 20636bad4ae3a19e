/** The Retry-After header. */
import { retryAfter } from '../../../../server/platform/outgoing/retry-after';

const NOW = Date.UTC(2026, 0, 31, 12);

test.each([
	['120', NOW + 120_000],
	['0', NOW],
	['Sat, 31 Jan 2026 12:01:00 GMT', NOW + 60_000],
	['Sat, 31 Jan 2026 11:00:00 GMT', NOW],
	['999999999', NOW + 24 * 3_600_000],
	['soon', undefined],
	['', undefined],
	[undefined, undefined],
])('%s', (header, expected) => expect(retryAfter(header, NOW)).toBe(expected));
