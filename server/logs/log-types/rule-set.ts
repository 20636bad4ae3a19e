/** Applies parser rules to events at ingest, within limits: no rule can hold the ingest thread up. */
import { Interruptible } from '../../platform';
import type { FieldValue, LogEvent } from '../events';
import type { ParserRule } from './changes';
import { type CompiledPattern, compilePattern } from './pattern';

/** Characters of a message that rules look at; what comes behind is not read. */
export const MAX_RULE_INPUT = 8_192;

/** Time that a rule's fast engine has for one batch of events before the linear one takes over for good, ms. */
const FAST_BUDGET_MS = 250;

interface ReadyRule extends CompiledPattern {
	readonly rule: ParserRule;
	readonly logType: string;
	/** Whether a text once made the fast engine take too long. */
	slow: boolean;
}

/** The rules in force. Whatever a sender writes, every rule is applied to every event. */
export class RuleSet {
	private rules: ReadyRule[] = [];
	private readonly interruptible = new Interruptible();

	/**
	 * @param onSlow told once of a rule that a text held up; the linear engine matches it until the rules are replaced
	 * @param onRefused told of a stored rule that cannot be used, and why
	 * @param budget time of the fast engine for a rule and a batch, ms
	 */
	constructor(
		private readonly onSlow: (rule: ParserRule) => void = () => undefined,
		private readonly onRefused: (rule: ParserRule, reason: string) => void = () => undefined,
		private readonly budget = FAST_BUDGET_MS,
	) {}

	/** Number of rules that the linear engine matches. */
	get slow(): number {
		return this.rules.filter(({ slow }) => slow).length;
	}

	/** Replaces all rules; disabled ones are left out. */
	use(rules: readonly ParserRule[]): void {
		this.rules = rules.filter(({ enabled }) => enabled).flatMap((rule) => this.ready(rule) ?? []);
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

	/** A rule that was stored before a check became stricter must not keep the others from working. */
	private ready(rule: ParserRule): ReadyRule | undefined {
		try {
			const compiled = compilePattern(rule.pattern);
			return { rule, logType: rule.logType.toLowerCase(), slow: false, ...compiled };
		} catch (error) {
			this.onRefused(rule, error instanceof Error ? error.message : String(error));
			return undefined;
		}
	}

	private applyOne(ready: ReadyRule, events: LogEvent[], chosen: readonly number[]): void {
		let next = 0;
		const goOn = (find: Finder) => {
			for (; next < chosen.length; next++) {
				const at = chosen[next] as number;
				events[at] = withFields(ready, find, events[at] as LogEvent);
			}
		};
		const fast = () => goOn((text) => ready.expression.exec(text)?.groups);
		if (!ready.slow && !this.interruptible.run(fast, this.budget)) {
			ready.slow = true;
			this.onSlow(ready.rule);
		}
		goOn((text) => linearGroups(ready, text));
	}
}

/** Named groups of the first match in a text. */
type Finder = (text: string) => Readonly<Record<string, string | undefined>> | undefined;

function linearGroups({ linear }: CompiledPattern, text: string): ReturnType<Finder> {
	const match = linear.exec(text);
	return match === undefined ? undefined : Object.fromEntries(match.groups);
}

function withFields({ fields }: CompiledPattern, find: Finder, event: LogEvent): LogEvent {
	const text = event.fields['MESSAGE'] ?? event.fields['RAWLOG'];
	if (typeof text !== 'string') return event;
	const groups = find(text.slice(0, MAX_RULE_INPUT));
	if (groups === undefined) return event;
	const found: Record<string, FieldValue> = {};
	for (const [group, field] of fields) {
		const value = groups[group];
		// eslint-disable-next-line log360/no-object-table -- names of fields are upper case
		if (value !== undefined && value !== '') found[field] = value;
	}
	return { time: event.time, fields: { ...event.fields, ...found } };
}
