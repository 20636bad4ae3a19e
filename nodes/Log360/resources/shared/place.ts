/** Where the errors and hints of an item belong. */
import type { ItemRun } from '../../operation';
import { earlyEndHint } from '../../transport/hints';
import type { Place } from '../../transport/jobs';

export function placeOf({ context, item }: ItemRun): Place {
	return {
		node: context.getNode(),
		item,
		onEarlyEnd: (reason) => context.addExecutionHints(earlyEndHint(reason)),
	};
}
