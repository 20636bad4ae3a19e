/** The names of the log sources that Enable and Disable work on. */
import type { INodeProperties } from 'n8n-workflow';

import type { ItemRun } from '../../operation';
import { idList } from '../../parameters/ids';
import { usageError } from '../../transport/errors';

/** @param limit what is said of how many there may be, such as `, at most 100` */
export function namesField(verb: string, limit = ''): INodeProperties {
	return {
		displayName: 'Log Source Names or IDs',
		name: 'names',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getLogSourceNames' },
		default: [],
		required: true,
		description: `Names or addresses of the log sources to ${verb}${limit}. The IDs are names. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	};
}

/**
 * @param most how many one run may take; Infinity where the calls are split
 * @throws NodeOperationError for no name, and for too many
 */
export function namesOf({ context, item }: ItemRun, verb: string, most: number): string[] {
	const names = idList(context.getNodeParameter('names', item, []));
	if (names.length === 0) {
		throw usageError(
			context.getNode(),
			`There is no log source to ${verb}`,
			'Give at least one name.',
			item,
		);
	}
	if (names.length <= most) return names;
	throw usageError(
		context.getNode(),
		`${names.length} log sources were given; one call can ${verb} at most ${most}`,
		'Split them over several items.',
		item,
	);
}
