/** The shape of what a trigger emits. */
import type { IPollFunctions } from 'n8n-workflow';

import { shapeOf, type Shape } from '../Log360/parameters/shape';

/** As in the node, for a trigger, whose parameters belong to no item. */
export function shapeOfTrigger(context: IPollFunctions, simplify: Shape): Shape {
	const reader = {
		getNode: () => context.getNode(),
		getNodeParameter: (name: string, _item: number, fallback?: unknown) =>
			context.getNodeParameter(name, fallback as string),
	};
	return shapeOf(reader as unknown as Parameters<typeof shapeOf>[0], 0, simplify);
}

/** Whether the simplified form was chosen, whose `key` is the fingerprint. */
export function isSimplified(context: IPollFunctions): boolean {
	return !['raw', 'selected'].includes(
		String(context.getNodeParameter('outputFields', 'simplified')),
	);
}
