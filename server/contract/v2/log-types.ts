/**
 * V2 log types and their parser rules. Scopes are documented, paths observed, every body and answer is assumed.
 *
 * Source of the scopes (`logformats.*`): https://www.manageengine.com/eu/products/eventlog/api/v2/authentication
 */
import { z } from 'zod';
import { logTypeIds, numericId, numericIdOut, numericIds } from '../shared/ids';
import { v2DataResponse, v2ListResponse, v2PageQuery } from './envelope';

const name = z
	.string({ error: 'expected a name' })
	.trim()
	.min(1, { error: 'expected a name' })
	.max(120, { error: 'expected a name of at most 120 characters' });
const text = z.string().max(1000, { error: 'expected at most 1000 characters' });
const pattern = z
	.string({ error: 'expected a regular expression with named groups' })
	.min(1, { error: 'expected a regular expression with named groups' })
	.max(4096, { error: 'expected a regular expression of at most 4096 characters' })
	.meta({
		description: 'Regular expression; each named group becomes a field',
		example: 'user=(?<USERNAME>\\S+)',
	});

/** Query of `GET /api/v2/log-type`. */
export const v2LogTypesRequest = z.strictObject(v2PageQuery);

/** One log type; `id` and `description` are the V1 keys. */
const v2LogType = z
	.strictObject({
		log_type_id: z.string().meta({ description: 'What log_types takes', example: 'Hypervisor' }),
		log_type_name: z.string().meta({ example: 'Hypervisor/ESXi' }),
		description: z.string().optional(),
		custom: z.boolean().meta({ description: 'Made by a user, so it can be changed and deleted' }),
	})
	.meta({ id: 'V2LogType', description: 'A log type' });

/** Answer of `GET /api/v2/log-type`. */
export const v2LogTypesResponse = v2ListResponse('log_types', v2LogType);

/** Body of `POST /api/v2/log-type`. */
export const v2CreateLogTypeRequest = z.strictObject({
	log_type_name: name.meta({ example: 'Door Access Control' }),
	description: text.optional(),
});

/** Body of `PUT /api/v2/log-type`. */
export const v2UpdateLogTypeRequest = z.strictObject({
	log_type_id: name,
	log_type_name: name.optional(),
	description: text.optional(),
});

/** Answer of creating and updating a log type. */
export const v2LogTypeResponse = v2DataResponse(v2LogType);

/** Body of `DELETE /api/v2/log-type`. */
export const v2DeleteLogTypesRequest = z.strictObject({
	log_type_ids: logTypeIds.min(1, { error: 'expected at least one id' }),
});

/** Query of `GET /api/v2/log-type/parser-rule`. */
export const v2ParserRulesRequest = z.strictObject({
	log_type_id: name.optional().meta({ description: 'Only the rules of this log type' }),
	...v2PageQuery,
});

/** One parser rule. */
const v2ParserRule = z
	.strictObject({
		rule_id: numericIdOut.meta({ example: 1 }),
		rule_name: z.string().meta({ example: 'Door opened' }),
		log_type_id: z.string(),
		pattern: z.string(),
		enabled: z.boolean(),
	})
	.meta({ id: 'V2ParserRule', description: 'A rule that takes fields out of raw logs' });

/** Answer of `GET /api/v2/log-type/parser-rule`. */
export const v2ParserRulesResponse = v2ListResponse('parser_rules', v2ParserRule);

/** Body of `POST /api/v2/log-type/parser-rule`. */
export const v2CreateParserRuleRequest = z.strictObject({
	log_type_id: name,
	rule_name: name,
	pattern,
	enabled: z.boolean().default(true),
});

/** Body of `PUT /api/v2/log-type/parser-rule`. */
export const v2UpdateParserRuleRequest = z.strictObject({
	rule_id: numericId,
	rule_name: name.optional(),
	pattern: pattern.optional(),
	enabled: z.boolean().optional(),
});

/** Answer of creating and updating a parser rule. */
export const v2ParserRuleResponse = v2DataResponse(v2ParserRule);

/** Body of `DELETE /api/v2/log-type/parser-rule`. */
export const v2DeleteParserRulesRequest = z.strictObject({
	rule_ids: numericIds().min(1, { error: 'expected at least one id' }),
});
