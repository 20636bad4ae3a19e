/** A hit: one log event or alert as an answer carries it. */
import { z } from 'zod';

/** A hit's value. Log fields are flat; arrays and objects do not occur. */
const hitValue = z.union([z.string(), z.number(), z.boolean()]);

/**
 * One hit: field name to value. The set of fields is data of the installation, so no key can be relied upon.
 * Names are server names (`HOSTNAME`) or display names (`Device`), as the generation and `response_type` say.
 */
export const hit = z.record(z.string(), hitValue).meta({
	description: 'One log event or alert: field name to value; the fields differ from event to event',
	example: { HOSTNAME: 'lix', COMMON_SEVERITY: 'INFORMATION', IS_THROWAWAY: true, APPID: 2 },
});

/** A list of hits, newest first. */
export const hits = z.array(hit);
