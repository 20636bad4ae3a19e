/** Applies parser rules to events at ingest, within limits: no rule can hold the ingest thread up. */
import { createContext, Script } from 'node:vm';
import type { FieldValue, LogEvent } from '../events/event';
import type { ParserRule } from './changes';
import { type CompiledPattern, compilePattern } from './pattern';

/** Characters of a message that rules look at; what comes behind is not read. */
export const MAX_RULE_INPUT = 8_192;

/** Longest time that one rule may take over one batch of events, ms. */
const RULE_BUDGET_MS = 1_000;

interface ReadyRule extends CompiledPattern {
	readonly rule: ParserRule;
	readonly logType: string;
}

/** The rules in force. */
export class RuleSet {
	private rules: ReadyRule[] = [];
	private work: () => void = () => undefined;
	/** Only code that runs inside of `node:vm` can be stopped from outside, even in the midst of a match. */
	private readonly script = new Script('work()');
	private readonly context = createContext({ work: () => this.work() });

	/**
	 * @param onSetAside told when a rule took too long; it is not applied again until the rules are replaced
	 * @param budget longest time of a rule over one batch, ms
	 */
	constructor(
		private readonly onSetAside: (rule: ParserRule, reason: string) => void,
		private readonly budget = RULE_BUDGET_MS,
	) {}

	/** Replaces all rules; disabled ones are left out. */
	use(rules: readonly ParserRule[]): void {
		this.rules = rules
			.filter(({ enabled }) => enabled)
			.map((rule) => ({
				rule,
				logType: rule.logType.toLowerCase(),
				...compilePattern(rule.pattern),
			}));
	}

	/** The events with the fields that rules take out of their messages, in rule order; the later rule wins. */
	apply(events: readonly LogEvent[]): readonly LogEvent[] {
		if (this.rules.length === 0) return events;
		const types = events.map(({ fields }) => String(fields['LOGTYPE'] ?? '').toLowerCase());
		const result = [...events];
		for (const rule of this.rules) {
			const chosen = types.flatMap((type, at) => (type === rule.logType ? [at] : []));
			if (chosen.length > 0) this.applyOne(rule, result, chosen);
		}
		return result;
	}

	private applyOne(ready: ReadyRule, events: LogEvent[], chosen: readonly number[]): void {
		this.work = () => {
			for (const at of chosen) events[at] = withFields(ready, events[at] as LogEvent);
		};
		try {
			this.script.runInContext(this.context, { timeout: this.budget });
		} catch (error) {
			this.rules = this.rules.filter((each) => each !== ready);
			this.onSetAside(ready.rule, error instanceof Error ? error.message : String(error));
		} finally {
			this.work = () => undefined;
		}
	}
}

function withFields({ expression, fields }: CompiledPattern, event: LogEvent): LogEvent {
	const text = event.fields['MESSAGE'] ?? event.fields['RAWLOG'];
	if (typeof text !== 'string') return event;
	const groups = expression.exec(text.slice(0, MAX_RULE_INPUT))?.groups;
	if (groups === undefined) return event;
	const found: Record<string, FieldValue> = {};
	for (const [group, field] of fields) {
		const value = groups[group];
		if (value !== undefined && value !== '') found[field] = value;
	}
	return { time: event.time, fields: { ...event.fields, ...found } };
}
