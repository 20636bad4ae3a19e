/** An example of every operation, for the OpenAPI document and the tests. */
import type { OperationId } from './operations';
import type { Example } from './examples/example';
import { extensionExamples } from './examples/extension';
import { v1Examples } from './examples/v1';
import { v2Examples } from './examples/v2';
import { v2InventoryExamples } from './examples/v2-inventory';

export type { Example } from './examples/example';

/** Examples by operation; the type refuses an operation without one. */
export const EXAMPLES: Readonly<Record<OperationId, Example>> = {
	...v1Examples,
	...v2Examples,
	...v2InventoryExamples,
	...extensionExamples,
};
