/** Times on the wire: Unix milliseconds in V1, ISO 8601 in V2; both are parsed to epoch ms. */
import { z } from 'zod';
import { wireInteger } from './integer';

/** The last instant that an ECMAScript date can hold, epoch ms. */
const LAST_MS = 8_640_000_000_000_000;

/** The largest epoch ms that ISO 8601 with a four-digit year can write. */
const LAST_ISO_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** How messages about a wrong V2 time begin; tells the error code `invalid_time` from others. */
export const ISO_EXPECTED = 'expected an ISO 8601 date-time such as 2026-01-31T00:00:00Z';

const MS_WANTED = 'Unix milliseconds such as 1769817600000';

/** How messages about a wrong V1 time begin. */
export const MS_EXPECTED = `expected ${MS_WANTED}`;

/**
 * A V1 time: Unix milliseconds (documented "Long"); a string of digits is tolerated (assumed).
 * Source: https://www.manageengine.com/log-management/help/api-settings/synchronous-search.html
 */
export const v1Time = wireInteger(0, LAST_MS, MS_WANTED).meta({
	description: 'Unix time in milliseconds',
	example: 1769817600000,
});

/** A V1 time in an answer: Unix milliseconds. */
export const v1TimeOut = z
	.int()
	.min(0)
	.meta({ description: 'Unix time in milliseconds', example: 1769817600000 });

/**
 * A V2 time: ISO 8601 date-time from 1970-01-01T00:00:00Z on, with `Z` or an offset; parsed to epoch ms.
 * A time without an offset is refused (assumed), since it would mean whatever the server's zone is.
 * Source: https://www.manageengine.com/in/products/eventlog/api/v2/search
 */
export const v2Time = z.iso
	.datetime({ offset: true, error: ISO_EXPECTED, abort: true })
	.transform((text) => Date.parse(text))
	.refine((ms) => ms >= 0 && ms <= LAST_ISO_MS, {
		error: `${ISO_EXPECTED}, not before 1970-01-01T00:00:00Z`,
		abort: true,
	})
	.meta({
		description: 'ISO 8601 date-time with Z or an offset, not before 1970-01-01T00:00:00Z',
		example: '2026-01-31T00:00:00Z',
	});

/** A V2 time in an answer: ISO 8601 in UTC. */
export const v2TimeOut = z.iso
	.datetime({ offset: true })
	.meta({ description: 'ISO 8601 date-time', example: '2026-01-31T00:00:00.000Z' });
