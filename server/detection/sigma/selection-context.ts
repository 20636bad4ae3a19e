/** What the reading of a rule's selections works with. */
import type { EventSource } from './log-source';
import type { Placeholders } from './placeholders';
import type { Problems } from './problems';

/** What selections need to know of their rule. */
export interface SelectionContext {
	readonly source: EventSource;
	readonly placeholders: Placeholders;
	readonly problems: Problems;
	/** Fields that no event of the log source has; what asks for them is never met. */
	readonly missing: Set<string>;
}
