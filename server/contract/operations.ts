/** The one table of every operation: the routes, the OpenAPI document, the coverage table and the node's types are made from it. */
import type { Operation } from './operation';
import { alertOperations } from './table/alerts';
import { extensionOperations } from './table/extension';
import { incidentOperations } from './table/incidents';
import { jobOperations } from './table/jobs';
import { logSourceOperations } from './table/log-sources';
import { logTypeOperations } from './table/log-types';
import { metadataOperations } from './table/metadata';
import { reportOperations } from './table/reports';
import { searchOperations } from './table/search';
import { ticketOperations } from './table/tickets';
import { workflowOperations } from './table/workflows';

/** Every operation by its id, `<generation>.<resource>.<verb>`; the type keeps each schema apart. */
export type OperationTable = typeof searchOperations &
	typeof alertOperations &
	typeof jobOperations &
	typeof metadataOperations &
	typeof logTypeOperations &
	typeof logSourceOperations &
	typeof incidentOperations &
	typeof ticketOperations &
	typeof workflowOperations &
	typeof reportOperations &
	typeof extensionOperations;

/** The id of an operation. */
export type OperationId = keyof OperationTable;

/** The table. */
export const OPERATIONS: OperationTable = {
	...searchOperations,
	...alertOperations,
	...jobOperations,
	...metadataOperations,
	...logTypeOperations,
	...logSourceOperations,
	...incidentOperations,
	...ticketOperations,
	...workflowOperations,
	...reportOperations,
	...extensionOperations,
};

/** All ids, in the order of the table. */
export const OPERATION_IDS = Object.keys(OPERATIONS) as OperationId[];

/**
 * A row of the table, with the general type.
 *
 * @param id operation
 */
export function operation(id: OperationId): Operation {
	return OPERATIONS[id];
}
