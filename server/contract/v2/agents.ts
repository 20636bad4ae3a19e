/**
 * V2 agents, domains and computers. Paths: documented (agents), observed (the others); answer keys are assumed.
 *
 * Source: https://www.manageengine.com/eu/products/eventlog/api/v2/logsources
 */
import { z } from 'zod';
import { numericIdOut } from '../shared/ids';
import { v2ListResponse, v2PageQuery } from './envelope';

/** Query of the three lists. */
export const v2AgentsRequest = z.strictObject(v2PageQuery);

/** Query of `GET /api/v2/log-sources/computers`. */
export const v2ComputersRequest = z.strictObject({
	domain_name: z.string().min(1).max(255).optional().meta({ description: 'Only this domain' }),
	...v2PageQuery,
});

/** Answer of `GET /api/v2/log-sources/agents`. */
export const v2AgentsResponse = v2ListResponse(
	'agents',
	z
		.strictObject({
			agent_id: numericIdOut.meta({ description: 'What agent_id takes', example: 1 }),
			agent_name: z.string().meta({ example: 'agent-berlin' }),
			ip_address: z.string().meta({ example: '192.0.2.10' }),
			status: z.enum(['running', 'stopped']),
			version: z.string().meta({ example: '12.4' }),
			log_source_count: z.int().min(0),
		})
		.meta({ id: 'V2Agent', description: 'An agent that collects logs' }),
);

/** Answer of `GET /api/v2/log-sources/domains`. */
export const v2DomainsResponse = v2ListResponse(
	'domains',
	z
		.strictObject({
			domain_id: numericIdOut.meta({ example: 1 }),
			domain_name: z.string().meta({ description: 'What domain_name takes', example: 'EXAMPLE' }),
		})
		.meta({ id: 'V2Domain', description: 'A configured domain' }),
);

/** Answer of `GET /api/v2/log-sources/computers`. */
export const v2ComputersResponse = v2ListResponse(
	'computers',
	z
		.strictObject({
			computer_name: z.string().meta({ example: 'web01' }),
			domain_name: z.string().meta({ example: 'EXAMPLE' }),
			log_source_id: numericIdOut
				.optional()
				.meta({ description: 'Left out while the computer is not a log source' }),
		})
		.meta({ id: 'V2Computer', description: 'A computer of a domain' }),
);
