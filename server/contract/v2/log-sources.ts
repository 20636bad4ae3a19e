/**
 * V2 log sources: list, add, update, delete, and their groups. Answer keys are assumed, after observed columns.
 *
 * Source: https://www.manageengine.com/eu/products/eventlog/api/v2/logsources
 */
import { z } from 'zod';
import { numericId, numericIdOut, numericIds, V2_LIST_MAX } from '../shared/ids';
import { v2TimeOut } from '../shared/time';
import { timeZone } from '../shared/zone';
import { v2DataResponse, v2ListResponse, v2PageQuery } from './envelope';

const hostName = z
	.string({ error: 'expected a host name or address' })
	.trim()
	.min(1, { error: 'expected a host name or address' })
	.max(255, { error: 'expected a host name or address of at most 255 characters' });

/** Query of `GET /api/v2/log-sources`. */
export const v2LogSourcesRequest = z.strictObject(v2PageQuery);

/** One log source. `display_name`, `log_source_id` and `log_type_name` are observed columns. */
export const v2LogSource = z
	.strictObject({
		log_source_id: numericIdOut.meta({ description: 'What log_source_ids takes', example: 3 }),
		log_source: z.string().meta({ description: 'Host name', example: 'tsi2k16adc' }),
		display_name: z.string().meta({ example: 'tsi2k16adc' }),
		ip_address: z.string().meta({ example: '202.0.112.248' }),
		log_type_name: z.string().meta({ example: 'Windows' }),
		log_source_group_id: numericIdOut.meta({ example: 1 }),
		log_source_group_name: z.string().meta({ example: 'WindowsGroup' }),
		status: z.enum(['enabled', 'disabled']),
		domain_name: z.string().optional(),
		agent_id: numericIdOut.optional(),
		time_zone: z.string().optional().meta({
			description:
				'Addition of this server: zone in which times without one are read, when one was set',
			example: 'Europe/Berlin',
		}),
		last_message_time: v2TimeOut.optional().meta({ description: 'Time of the newest event' }),
	})
	.meta({ id: 'V2LogSource', description: 'A log source' });

/** Answer of `GET /api/v2/log-sources`. */
export const v2LogSourcesResponse = v2ListResponse('log_sources', v2LogSource);

/**
 * Body of `POST /api/v2/log-sources/windows` (documented). The page leaves open whether `agent_id` belongs to each
 * source or to the request: both places are read, that of the source wins.
 */
export const v2AddWindowsRequest = z.strictObject({
	log_sources: z
		.array(
			z.strictObject({
				log_source: hostName.meta({ example: 'tsi2k16adc' }),
				domain_name: hostName.meta({ description: 'A configured domain', example: 'EXAMPLE' }),
				agent_id: numericId.optional(),
			}),
			{ error: 'expected an array of log sources' },
		)
		.min(1, { error: 'expected at least one log source' })
		.max(V2_LIST_MAX, { error: `expected at most ${V2_LIST_MAX} log sources` }),
	agent_id: numericId.optional().meta({ description: 'Agent of all sources that name none' }),
});

/** Answer of the addition (assumed): the new ids. */
export const v2AddWindowsResponse = v2DataResponse(
	z.strictObject({ log_sources: z.array(v2LogSource) }),
);

/** Refuses a log source that is named in no way, or in two. */
function checkNamedOnce(
	given: { log_source_id?: number | undefined; log_source?: string | undefined },
	ctx: z.RefinementCtx,
): void {
	if ((given.log_source_id === undefined) !== (given.log_source === undefined)) return;
	ctx.addIssue({
		code: 'custom',
		path: ['log_source_id'],
		message:
			given.log_source_id === undefined
				? 'is required unless log_source names it'
				: 'must not be sent together with log_source',
		params: { code: 'invalid_parameter' },
	});
}

/** Body of `PUT /api/v2/log-sources` (assumed). */
export const v2UpdateLogSourcesRequest = z.strictObject({
	log_sources: z
		.array(
			z
				.strictObject({
					log_source_id: numericId.optional(),
					log_source: hostName.optional().meta({
						description:
							'Addition of this server: host name or address in place of the id; one that has sent nothing yet is added, so that its first line is read in its zone',
						example: 'fw01',
					}),
					display_name: hostName.optional(),
					log_source_group_id: numericId.optional(),
					status: z
						.enum(['enabled', 'disabled'], { error: 'expected one of enabled, disabled' })
						.optional(),
					time_zone: timeZone.nullable().optional().meta({
						description:
							'Addition of this server: zone in which times without one are read from now on; null takes it back',
						example: 'Europe/Berlin',
					}),
				})
				.superRefine(checkNamedOnce),
			{ error: 'expected an array of log sources' },
		)
		.min(1, { error: 'expected at least one log source' })
		.max(V2_LIST_MAX, { error: `expected at most ${V2_LIST_MAX} log sources` }),
});

/** Body of `DELETE /api/v2/log-sources` (assumed). */
export const v2DeleteLogSourcesRequest = z.strictObject({
	log_source_ids: numericIds().min(1, { error: 'expected at least one id' }),
});

/** Answer of `GET /api/v2/log-sources/log-source-groups`. */
export const v2LogSourceGroupsResponse = v2ListResponse(
	'log_source_groups',
	z
		.strictObject({
			log_source_group_id: numericIdOut.meta({ example: 1 }),
			log_source_group_name: z.string().meta({ example: 'WindowsGroup' }),
			log_source_count: z.int().min(0).meta({ example: 12 }),
		})
		.meta({ id: 'V2LogSourceGroup', description: 'A group of log sources' }),
);
