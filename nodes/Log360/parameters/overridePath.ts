/** The Override Path option of operations whose path the vendor does not document. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { withPath, type Call } from '../transport/call';

/** @param path what the node sends without the option */
export function overridePathOption(path: string): INodeProperties {
	return {
		displayName: 'Override Path',
		name: 'overridePath',
		type: 'string',
		default: '',
		placeholder: `e.g. ${path}`,
		description: `Path to call instead of ${path}, which is not in the vendor's documentation and may differ between builds`,
	};
}

/** The call, with the path of the option if there is one. */
export function overridden(context: IExecuteFunctions, item: number, call: Call): Call {
	const options = context.getNodeParameter('options', item, {}) as { overridePath?: string };
	return withPath(call, options.overridePath);
}
