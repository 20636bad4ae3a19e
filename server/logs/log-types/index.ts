/** Log types: those that people make, and their parser rules; what others may use of it. */

/** Log types that users make, the parser rules of log types, and the changes that both take. */
export type {
	LogTypeChange,
	LogTypeInventory,
	NewParserRule,
	ParserRule,
	ParserRuleChange,
} from './changes';

/** The log types and parser rules that there are, and what may become of them: decided here, whichever engine keeps them. */
export { allLogTypes, KnownLogTypes, KnownParserRules, type StoredLogType } from './known-types';

/** Changes parser rules and log types, and tells the ingest thread about it before the change is answered. */
export { ParserRules } from './parser-rules';

/** Finds a log type by its id, or says that there is none. */
export { requireLogType } from './require';

/** Applies parser rules to events at ingest, within limits: no rule can hold the ingest thread up. */
export { RuleSet } from './rule-set';
