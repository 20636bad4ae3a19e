/** Conditions that many profiles have in common, such as the log source of Sigma rules: each is tested once an event. */

import {
	compilePredicate,
	type EventFields,
	formatQuery,
	type Predicate,
	type Query,
} from '../logs/query';

interface SharedTest {
	readonly test: Predicate;
	/** Number of the event it was last tested with, and what came of it. */
	event: number;
	result: boolean;
}

/** A test of one event. @param event its number; the same number is the same event */
export type NumberedPredicate = (fields: EventFields, time: number, event: number) => boolean;

/** Compiles queries; equal parts of them share their results. */
export class SharedTests {
	private readonly byText = new Map<string, SharedTest>();

	/** Compiles a query. What is cheap is tested first: a regular expression costs more than all others. */
	compile(query: Query): NumberedPredicate {
		const operands = query.kind === 'and' ? [...query.operands] : [query];
		operands.sort((one, other) => Number(isDear(one)) - Number(isDear(other)));
		const tests = operands.map((operand) => this.shared(operand));
		return (fields, time, event) => {
			for (const shared of tests) {
				if (shared.event !== event) {
					shared.event = event;
					shared.result = shared.test(fields, time);
				}
				if (!shared.result) return false;
			}
			return true;
		};
	}

	private shared(query: Query): SharedTest {
		const text = formatQuery(query);
		let shared = this.byText.get(text);
		if (shared === undefined) {
			shared = { test: compilePredicate(query), event: 0, result: false };
			this.byText.set(text, shared);
		}
		return shared;
	}
}

function isDear(query: Query): boolean {
	switch (query.kind) {
		case 'and':
		case 'or':
			return query.operands.some(isDear);
		case 'not':
			return isDear(query.operand);
		case 'matches':
			return true;
		default:
			return 'field' in query && query.field === 'ANY_VALUE';
	}
}
