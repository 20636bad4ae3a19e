/** The events that a rule's log source stands for. */
import type { Query } from '../../logs/query';

/** The events that a rule looks at. */
export interface EventSource {
	readonly query: Query;
	/** The fields that stand for a rule's field, any of them; empty when no event has it. */
	readonly fieldsOf: (name: string) => readonly string[];
}
