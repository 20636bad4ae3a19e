/** Extension: log sources by name, and the way back from "disabled". */
import { z } from 'zod';
import { V2_LIST_MAX } from '../shared/ids';
import { words } from '../shared/words';
import { v2DataResponse } from '../v2/envelope';
import { v2LogSource } from '../v2/log-sources';

const name = words('a host name, display name or address', 255).meta({ example: 'tsi2k16adc' });

/** Query of `GET /api/v2/log-sources/by-name`. */
export const logSourceByNameQuery = z.strictObject({
	name: name.meta({ description: 'Host name, display name or address, compared without case' }),
});

/** Answer of one log source. */
export const logSourceResponse = v2DataResponse(v2LogSource);

/** Body of `PUT /api/v2/log-sources/status`. */
export const logSourceStatusRequest = z.strictObject({
	names: z
		.array(name, { error: 'expected an array of names' })
		.min(1, { error: 'expected at least one name' })
		.max(V2_LIST_MAX, { error: `expected at most ${V2_LIST_MAX} names` })
		.meta({ description: 'Host names, display names or addresses' }),
	status: z
		.enum(['enabled', 'disabled'], { error: 'expected one of enabled, disabled' })
		.meta({ description: 'Logs of a disabled source are dropped as they arrive' }),
});

/** Answer: the log sources as they are now, in the order of the names, with those that were so already. */
export const logSourceStatusResponse = z.strictObject({
	data: z.strictObject({ log_sources: z.array(v2LogSource) }),
	meta: z.strictObject({
		updated: z.int().min(0).meta({ description: 'How many of them changed' }),
	}),
});
