/** How likely an event has an anchor: guessed from its field and from how many profiles ask for it. */
import { canonicalValue, fold } from '../logs/terms';
import {
	ANY_VALUE,
	literalsOfPattern,
	literalsOfValue,
	literalText,
	type Query,
} from '../logs/query';
import type { Anchor } from './anchor';

/** Fields that most events share with many others, and the share of events that one of their values has. */
const COMMON_FIELDS: ReadonlyMap<string, number> = new Map([
	['LOGTYPE', 0.6],
	['CHANNEL', 0.3],
	['SEVERITY', 0.4],
	['COMMON_SEVERITY', 0.4],
	['RESULT', 0.3],
	['HOSTNAME', 0.2],
	['FACILITY', 0.2],
	['METHOD', 0.2],
	['SOURCE', 0.08],
	['IENAME', 0.02],
	['EVENTID', 0.01],
]);
const OTHER_FIELD = 0.03;
/** Words cost a pass over all words of each event: more than testing every fourth event. */
const WORD = 0.25;
const TEXT = 0.001;
const SHORT_TEXT = 0.01;
const SHORT = 6;
/** Looking into all values of an event costs more than looking into one. */
const ANYWHERE = 0.005;
/** What many profiles ask for is common in events, too: the start of a process, a shell's name. */
const PROFILES_PER_EVENT = 1_000;
const MOST = 0.6;
const MOST_OF_VALUE = 0.2;
/**
 * However many texts and values a rule lists of a field: an event must have the field, as those with a common value of EVENTID do,
 * and then one of them.
 */
const MOST_OF_FIELD = 0.19;

/** Odds among the profiles of one set. */
export class AnchorOdds {
	private readonly asked = new Map<string, number>();

	/** Counts what a query asks for; all queries are to be counted before odds are asked for. */
	count(query: Query): void {
		const keys = new Set<string>();
		collect(query, keys);
		for (const key of keys) this.asked.set(key, (this.asked.get(key) ?? 0) + 1);
	}

	/** The odds, 0 to about 1, that an event has any of some anchors. */
	ofAny(anchors: readonly Anchor[]): number {
		let [total, rare] = [0, 0];
		for (const anchor of anchors) {
			if (isOfRareField(anchor)) rare += this.of(anchor);
			else total += this.of(anchor);
		}
		return total + MOST_OF_FIELD * (1 - Math.exp(-rare / MOST_OF_FIELD));
	}

	private of(anchor: Anchor): number {
		if ('word' in anchor) return WORD;
		if ('value' in anchor) {
			const known = COMMON_FIELDS.get(anchor.field) ?? OTHER_FIELD;
			const asked = known + this.share(valueKey(anchor.field, anchor.value));
			return Math.min(Math.max(known, MOST_OF_VALUE), asked);
		}
		const { field, text } = anchor;
		const known = (text.length < SHORT ? SHORT_TEXT : TEXT) + (field === ANY_VALUE ? ANYWHERE : 0);
		return Math.min(MOST, known + this.share(textKey(text)));
	}

	private share(key: string): number {
		return ((this.asked.get(key) ?? 1) - 1) / PROFILES_PER_EVENT;
	}
}

/** Whether most events lack the field. */
function isOfRareField(anchor: Anchor): boolean {
	return 'field' in anchor && anchor.field !== ANY_VALUE && !COMMON_FIELDS.has(anchor.field);
}

function collect(query: Query, keys: Set<string>): void {
	switch (query.kind) {
		case 'and':
		case 'or':
			for (const operand of query.operands) collect(operand, keys);
			break;
		case 'compare':
		case 'in':
			for (const value of query.kind === 'in' ? query.values : [query.value]) {
				const text = literalText(value);
				if (text !== undefined) keys.add(valueKey(query.field, canonicalValue(text)));
			}
			break;
		case 'like':
			for (const text of literalsOfValue(query.value)) keys.add(textKey(fold(text)));
			break;
		case 'matches':
			for (const text of literalsOfPattern(query.pattern)) keys.add(textKey(fold(text)));
			break;
		default:
	}
}

function valueKey(field: string, value: string): string {
	return `${field}=${value}`;
}

function textKey(text: string): string {
	return `~${text}`;
}
