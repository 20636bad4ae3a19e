/** The events that a rule's log source stands for. */
import type { Query } from '../../logs/query';

/** The events that a rule looks at. */
export interface EventSource {
	readonly query: Query;
	/** The fields that stand for a rule's field, any of them; empty when no event has it. */
	readonly fieldsOf: (name: string) => readonly string[];
	/** Products that the rule does not name and whose events are among these, because nothing in a line tells them apart. */
	readonly others?: readonly string[];
}
