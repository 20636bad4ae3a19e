/** V2 log types and their parser rules. */
import type { EventStore } from '../../logs/store';
import type { LogType } from '../../logs/events';
import { type ParserRule, type ParserRules, requireLogType } from '../../logs/log-types';
import type { Handlers } from '../endpoint';
import { v2List } from './list';

/** Handlers of `/api/v2/log-type/...`. Paths are observed, bodies and answers assumed. */
export function v2LogTypes(store: EventStore, rules: ParserRules): Handlers {
	return {
		'v2.logTypes.list': async ({ query }) =>
			v2List('log_types', await store.logTypes(), query, showType),
		'v2.logTypes.create': async ({ body }) => ({
			data: showType(await rules.createLogType(body.log_type_name, body.description)),
		}),
		'v2.logTypes.update': async ({ body: { log_type_id, log_type_name, description } }) => ({
			data: showType(
				await rules.updateLogType({ id: log_type_id, name: log_type_name, description }),
			),
		}),
		'v2.logTypes.delete': async ({ body }) =>
			deleted(await rules.deleteLogTypes(body.log_type_ids), 'log type'),
		'v2.parserRules.list': async ({ query }) => {
			const all = await rules.list();
			if (query.log_type_id === undefined) return v2List('parser_rules', all, query, showRule);
			const type = await requireLogType(store, query.log_type_id);
			const ofType = all.filter(({ logType }) => logType.toLowerCase() === type.id.toLowerCase());
			return v2List('parser_rules', ofType, query, showRule);
		},
		'v2.parserRules.create': async ({ body: { log_type_id, rule_name, pattern, enabled } }) => ({
			data: showRule(
				await rules.create({ logType: log_type_id, name: rule_name, pattern, enabled }),
			),
		}),
		'v2.parserRules.update': async ({ body: { rule_id, rule_name, pattern, enabled } }) => ({
			data: showRule(await rules.update({ id: rule_id, name: rule_name, pattern, enabled })),
		}),
		'v2.parserRules.delete': async ({ body }) =>
			deleted(await rules.delete(body.rule_ids), 'parser rule'),
	};
}

function showType({ id, description, custom = false, details }: LogType) {
	return {
		log_type_id: id,
		log_type_name: description,
		custom,
		...(details === undefined ? {} : { description: details }),
	};
}

function showRule({ id, name, logType, pattern, enabled }: ParserRule) {
	return { rule_id: id, rule_name: name, log_type_id: logType, pattern, enabled };
}

function deleted(count: number, what: string) {
	return { data: { message: `Deleted ${count} ${what}${count === 1 ? '' : 's'}` } };
}
