/**
 * V1 metadata: log sources, log fields and log types.
 *
 * Sources: get-log-sources.html, get-log-fields.html and get-log-types.html under
 * https://manageengine.com/products/eventlog/help/StandaloneManagedServer-UserGuide/AdminSettings/
 */
import { z } from 'zod';
import { numericIdOut } from '../shared/ids';
import { wireInteger } from '../shared/integer';

const position = (what: string) => wireInteger(0, 1_000_000_000, what);

/** The vendor's table spells `From` and `To`, its URL `from` and `to`: both are read. */
function lowerCaseRange(input: unknown): unknown {
	if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
	const { From, To, ...rest } = input as Record<string, unknown>;
	return {
		...(From === undefined ? {} : { from: From }),
		...(To === undefined ? {} : { to: To }),
		...rest,
	};
}

/** Query of `GET /RestAPI/v1/meta/log_sources`; the vendor's cURL sample sends it as a JSON body, from 0. */
export const v1LogSourcesRequest = z.preprocess(
	lowerCaseRange,
	z.object({
		from: position('the position of the first device, a whole number').prefault(1).meta({
			description: 'Position of the first device, counted from 1 (0 means 1)',
			example: 1,
		}),
		to: position('the position of the last device, a whole number')
			.prefault(10)
			.meta({ description: 'Position of the last device', example: 10 }),
	}),
);

/** One device. */
const v1Device = z
	.strictObject({
		name: z.string().meta({ example: 'tsi2k16adc' }),
		ip_address: z.string().meta({ example: '202.0.112.248' }),
		host_id: numericIdOut.meta({ description: 'What `hosts` takes in a search', example: 3 }),
		group: z.string().meta({ example: 'WindowsGroup' }),
	})
	.meta({ id: 'V1Device', description: 'A log source' });

/** Answer of log sources. No total is given: the list ends where fewer come back than were asked for. */
export const v1LogSourcesResponse = z.strictObject({ devices: z.array(v1Device) });

/** A field as the Log360 page shows it. */
const log360Field = z.strictObject({
	client_value: z.string().meta({ description: 'Display name', example: 'Severity' }),
	server_value: z.string().meta({ description: 'Name in queries', example: 'SEVERITY' }),
});

/** A field as the EventLog Analyzer page shows it. */
const elaField = z.strictObject({
	description: z.string().meta({ description: 'Display name', example: 'Severity' }),
	id: z.string().meta({ description: 'Name in queries', example: 'SEVERITY' }),
});

/** Answer of log fields: the two vendor pages contradict each other, so both spellings are valid. */
export const v1LogFieldsResponse = z.union([
	z.strictObject({ fields: z.array(log360Field) }),
	z.strictObject({ fields: z.array(elaField) }),
]);

/** Answer of log types. */
export const v1LogTypesResponse = z.strictObject({
	log_types: z.array(
		z.strictObject({
			description: z.string().meta({ example: 'Hypervisor/ESXi' }),
			id: z.string().meta({ example: 'Hypervisor' }),
		}),
	),
});
