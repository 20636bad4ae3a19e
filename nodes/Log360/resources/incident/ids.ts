/** Lists of incidents that one call takes. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { MAX_INCIDENTS } from '../../dialects/extension/incidents';
import { idList } from '../../parameters/ids';
import { usageError } from '../../transport/errors';

/**
 * The IDs of the parameter `incidentIds`.
 *
 * @param verb what is done with them, for the error
 * @throws NodeOperationError for none, and for more than a hundred
 */
export function incidentIdsOf(context: IExecuteFunctions, item: number, verb: string): string[] {
	const ids = idList(context.getNodeParameter('incidentIds', item, ''));
	if (ids.length > 0 && ids.length <= MAX_INCIDENTS) return ids;
	throw usageError(
		context.getNode(),
		`${ids.length} incidents were given; one call can ${verb} 1 to ${MAX_INCIDENTS}`,
		'Correct Incident IDs, or split them over several items.',
		item,
	);
}
