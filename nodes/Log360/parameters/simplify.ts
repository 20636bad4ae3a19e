/** The Simplify switch. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

export const simplifyProperty: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * Applies a simplifier to records unless the switch is off.
 *
 * @param consoleUrl address of the console that has a page for each record, where the server has one
 */
export function simplified(
	context: IExecuteFunctions,
	item: number,
	records: readonly IDataObject[],
	simplifier: (record: IDataObject, consoleUrl?: string) => IDataObject,
	consoleUrl?: string,
): readonly IDataObject[] {
	return context.getNodeParameter('simplify', item, true) === true
		? records.map((record) => simplifier(record, consoleUrl))
		: records;
}
