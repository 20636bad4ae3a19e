/** The option to see what would be done. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

export const dryRunOption: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to return what would be sent instead of sending it. Calls that only read are made all the same.',
};

/** Whether an item asks for a dry run; a text from an expression counts as well. */
export function isDryRun(context: IExecuteFunctions, item: number): boolean {
	const { dryRun } = context.getNodeParameter('options', item, {}) as { dryRun?: unknown };
	return dryRun === true || String(dryRun).toLowerCase() === 'true';
}
